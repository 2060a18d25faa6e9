package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Octets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explains a log entry in its JSON form: the fields of the stream entry, {@code entry} or, of a bundle, {@code entries} as
 * base64; or each part in a field of its own, times as epoch milliseconds or ISO 8601, and the payload as base64 in {@code payload} or as text in
 * {@code payloadText}.
 */
final class LogExplainer {

    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);

    private LogExplainer() {}

    static Explanation explain(JsonNode entry) {
        if (entry.path(Bundle.ENTRIES).isString()) {
            return bundle(entry);
        }
        if (!entry.path(LogEntry.ENTRY).isString()) {
            return explain(entry, 1);
        }
        try {
            return explain(singleFields(entry, unpacked(entry, LogEntry.ENTRY).get(0)), 2);
        } catch (LogEntry.Malformed | LogEntry.UnknownVersion | IllegalArgumentException e) {
            return unreadable(entry, LogEntry.ENTRY, e);
        }
    }

    /** All readings of a bundle; right when each of them is. */
    private static Explanation bundle(JsonNode bundle) {
        List<LogEntry> entries;
        try {
            entries = unpacked(bundle, Bundle.ENTRIES);
        } catch (LogEntry.Malformed | LogEntry.UnknownVersion | IllegalArgumentException e) {
            return unreadable(bundle, Bundle.ENTRIES, e);
        }
        var sheet = new Sheet("LOG", Octets.NONE);
        sheet.json().set("version", bundle.path("v"));
        sheet.verdict();
        var readings = sheet.json().putArray("readings");
        for (LogEntry entry : entries) {
            Explanation reading = explain(singleFields(bundle, entry), 3);
            readings.add(reading.json());
            sheet.line("reading", Integer.toString(readings.size()), "");
            sheet.addAll(reading.rows());
            if (!reading.ok()) {
                sheet.json().put("ok", false);
            }
        }
        return sheet.done();
    }

    private static Explanation unreadable(JsonNode entry, String field, RuntimeException problem) {
        var sheet = new Sheet("LOG", Octets.NONE);
        sheet.json().set("version", entry.path("v"));
        sheet.verdict();
        layoutProblem(sheet, field, "expected base64 of what is packed there: " + problem.getMessage());
        return sheet.done();
    }

    private static List<LogEntry> unpacked(JsonNode packed, String field) {
        return LogEntry.all(Map.of(
                "v",
                packed.path("v").asString("").getBytes(UTF_8),
                "gateway",
                packed.path("gateway").asString("").getBytes(UTF_8),
                field,
                Base64.getDecoder().decode(packed.path(field).stringValue())));
    }

    /** Returns an entry that came packed, as if each part had come in a field of its own. */
    private static ObjectNode singleFields(JsonNode packed, LogEntry entry) {
        ObjectNode fields = Sheet.NODES.objectNode();
        fields.set("v", packed.path("v"));
        fields.put("kind", entry.kind().name());
        fields.put("device", entry.device());
        fields.put("trust", entry.trust().name());
        fields.put("clock", entry.clock().name());
        Instant measuredAt = entry.measuredAt();
        if (measuredAt != null) {
            fields.put("measuredAt", Long.toString(measuredAt.toEpochMilli()));
        }
        fields.put("receivedAt", Long.toString(entry.receivedAt().toEpochMilli()));
        fields.put("replayed", entry.replayed() ? "1" : "0");
        fields.put("key", entry.key());
        fields.put("gateway", entry.gateway());
        if (entry.profile() != null) {
            fields.put("profile", entry.profile());
        }
        if (entry.signature() != null) {
            fields.put("signature", entry.signature());
        }
        fields.put("payload", Base64.getEncoder().encodeToString(entry.payload()));
        return fields;
    }

    private static Explanation explain(JsonNode entry, int expectedVersion) {
        var sheet = new Sheet("LOG", Octets.NONE);
        sheet.json().set("version", entry.path("v"));
        sheet.verdict();
        if (entry.path("v").asInt(0) != expectedVersion) {
            layoutProblem(sheet, "v", "expected " + expectedVersion);
        }
        constant(sheet, entry, "kind", EntryKind.class);
        text(sheet, entry, "device");
        constant(sheet, entry, "trust", Trust.class);
        constant(sheet, entry, "clock", ClockState.class);
        time(sheet, entry, "measuredAt", false);
        time(sheet, entry, "receivedAt", true);
        String replayed = entry.path("replayed").asString("");
        sheet.json().put("replayed", replayed.equals("1") || replayed.equals("true"));
        text(sheet, entry, "key");
        text(sheet, entry, "gateway");
        optionalText(sheet, entry, "profile");
        optionalText(sheet, entry, "signature");
        payload(sheet, entry);
        return sheet.done();
    }

    private static void text(Sheet sheet, JsonNode entry, String field) {
        JsonNode node = entry.path(field);
        if (!node.isString()) {
            layoutProblem(sheet, field, "expected a text");
        }
        sheet.json().set(field, node.isMissingNode() ? Sheet.NODES.nullNode() : node);
        sheet.line(field, node.asString(""), "");
    }

    private static void optionalText(Sheet sheet, JsonNode entry, String field) {
        if (entry.has(field)) {
            text(sheet, entry, field);
        }
    }

    private static <E extends Enum<E>> void constant(Sheet sheet, JsonNode entry, String field, Class<E> type) {
        text(sheet, entry, field);
        if (find(type, entry.path(field).asString("")).isEmpty()) {
            layoutProblem(sheet, field, "expected one of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    private static void time(Sheet sheet, JsonNode entry, String field, boolean required) {
        JsonNode node = entry.path(field);
        var time = node.isMissingNode() || node.isNull() ? Optional.<Instant>empty() : instant(node.asString(""));
        if (time.isEmpty() && (required || !node.isMissingNode() && !node.isNull())) {
            layoutProblem(sheet, field, "expected epoch milliseconds or a time with offset");
        }
        String text = time.map(t -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t.atOffset(GMT8)))
                .orElse("unknown");
        sheet.json().set(field, time.isEmpty() ? Sheet.NODES.nullNode() : Sheet.NODES.stringNode(text));
        sheet.line(field, text, "");
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.matches("-?\\d{1,15}")
                            ? Instant.ofEpochMilli(Long.parseLong(text))
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static void payload(Sheet sheet, JsonNode entry) {
        var kind = find(EntryKind.class, entry.path("kind").asString(""));
        var bytes = payloadBytes(entry);
        if (bytes.isEmpty()) {
            layoutProblem(sheet, "payload", "expected base64 in payload, or text in payloadText");
            return;
        }
        String profile = entry.path("profile").asString("");
        Filed filed = Filed.named(profile).orElse(Filed.NOTHING);
        var inner = kind.isEmpty()
                ? Explain.bytes(bytes.get(), filed)
                : switch (kind.get()) {
                    case OBD, TAMPER, AIR -> Explain.bytes(bytes.get(), filed);
                    default -> JsonExplainer.payload(kind.get(), bytes.get(), profile.isEmpty() ? null : profile);
                };
        sheet.json().set("payload", inner.json());
        sheet.addAll(inner.rows());
        if (!inner.ok()) {
            sheet.json().put("ok", false);
        }
    }

    private static Optional<byte[]> payloadBytes(JsonNode entry) {
        if (entry.path("payloadText").isString()) {
            return Optional.of(entry.path("payloadText").stringValue().getBytes(UTF_8));
        }
        if (!entry.path("payload").isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(entry.path("payload").stringValue()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void layoutProblem(Sheet sheet, String field, String message) {
        sheet.problem(Problem.UNKNOWN_LAYOUT);
        sheet.warn("WRONG_FIELD", field, message);
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }
}
