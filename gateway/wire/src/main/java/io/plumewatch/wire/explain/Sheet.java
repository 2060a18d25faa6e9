package io.plumewatch.wire.explain;

import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An explanation in the making: the JSON object, and a cursor that walks over the bytes and leaves rows behind. */
final class Sheet {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode json = NODES.objectNode();
    private final ArrayNode problems = NODES.arrayNode();
    private final ArrayNode warnings = NODES.arrayNode();
    private final List<Explanation.Row> rows = new ArrayList<>();
    private final Octets bytes;
    private int at;

    Sheet(String protocol, Octets bytes) {
        this.bytes = bytes;
        json.put("protocol", protocol);
    }

    ObjectNode json() {
        return json;
    }

    /** Puts {@code ok}, {@code problems} and {@code warnings} at this place of the object; they fill up later. */
    Sheet verdict() {
        json.put("ok", true);
        json.set("problems", problems);
        json.set("warnings", warnings);
        return this;
    }

    void problem(Problem problem) {
        json.put("ok", false);
        problems.add(problem.name());
    }

    void warn(String code, @Nullable String field, String message) {
        var warning = warnings.addObject();
        warning.put("code", code);
        warning.put("field", field);
        warning.put("message", message);
    }

    /** Adds a row for the next {@code length} bytes. */
    void row(int length, String field, String value, String unit, String remark) {
        String raw = bytes.slice(at, at + length).hex();
        rows.add(new Explanation.Row(at, length, raw, field, value, unit, remark));
        at += length;
    }

    void row(int length, String field, String value) {
        row(length, field, value, "", "");
    }

    /** Adds a row for all bytes up to {@code end}, if there are any. */
    void rest(int end, String field, String remark) {
        if (end > at) {
            row(end - at, field, "", "", remark);
        }
    }

    /** Adds a row without bytes. */
    void line(String field, String value, String remark) {
        rows.add(new Explanation.Row(-1, 0, "", field, value, "", remark));
    }

    void addAll(List<Explanation.Row> inner) {
        rows.addAll(inner);
    }

    int length() {
        return bytes.length();
    }

    Octets next(int length) {
        return bytes.slice(at, at + length);
    }

    Explanation done() {
        return new Explanation(json, rows);
    }

    static String text(@Nullable OffsetDateTime time) {
        return time == null ? "unknown" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    static JsonNode node(@Nullable OffsetDateTime time) {
        return time == null ? NODES.nullNode() : NODES.stringNode(text(time));
    }

    /** Returns the shortest plain form: 60, not 60.00 or 6E+1. */
    static JsonNode node(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 ? NODES.numberNode(stripped.longValueExact()) : NODES.numberNode(stripped);
    }
}
