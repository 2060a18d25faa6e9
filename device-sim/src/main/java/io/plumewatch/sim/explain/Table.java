package io.plumewatch.sim.explain;

import io.plumewatch.wire.explain.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One explanation for people: a headline, the bytes as a table, and what is wrong. */
final class Table {

    /** Longer bytes are cut: the value beside them says what they mean. */
    private static final int MAX_RAW = 40;

    private static final List<String> TITLES = List.of("offset", "length", "raw", "field", "value", "unit", "remark");

    private Table() {}

    static String of(Explanation explanation) {
        var text = new StringBuilder(headline(explanation.json())).append(System.lineSeparator());
        var lines = Stream.concat(Stream.of(TITLES), explanation.rows().stream().map(Table::cells))
                .toList();
        int[] widths = new int[TITLES.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        if (!explanation.rows().isEmpty()) {
            lines.forEach(line -> text.append(padded(line, widths)).append(System.lineSeparator()));
        }
        notes(text, "problem", explanation.json().path("problems"));
        notes(text, "warning", explanation.json().path("warnings"));
        return text.toString();
    }

    private static String headline(JsonNode json) {
        var text = new StringBuilder(json.path("protocol").asString());
        for (String field : List.of("profile", "command", "edition", "cn", "layout", "kind")) {
            if (json.path(field).isString()) {
                text.append("  ")
                        .append(field)
                        .append(' ')
                        .append(json.path(field).asString());
            }
        }
        if (json.has("offset")) {
            text.append("  offset in stream ").append(json.path("offset").asString());
        }
        return text.append(json.path("ok").asBoolean(false) ? "  ok" : "  NOT OK")
                .toString();
    }

    private static List<String> cells(Explanation.Row row) {
        boolean bytes = row.offset() >= 0;
        return List.of(
                bytes ? Integer.toString(row.offset()) : "",
                bytes ? Integer.toString(row.length()) : "",
                row.raw().length() > MAX_RAW ? row.raw().substring(0, MAX_RAW - 1) + "…" : row.raw(),
                row.field(),
                row.value(),
                row.unit(),
                row.remark());
    }

    private static String padded(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(String.format(Locale.ROOT, "%-" + Math.max(1, widths[i]) + "s  ", cells.get(i)));
        }
        return line.toString().stripTrailing();
    }

    private static void notes(StringBuilder text, String title, JsonNode notes) {
        for (JsonNode note : notes) {
            text.append(title).append(": ");
            if (note.isString()) {
                text.append(note.asString());
            } else {
                String field = note.path("field").asString("");
                text.append(note.path("code").asString()).append(field.isEmpty() ? "" : " " + field);
                text.append(": ").append(note.path("message").asString());
            }
            text.append(System.lineSeparator());
        }
    }
}
