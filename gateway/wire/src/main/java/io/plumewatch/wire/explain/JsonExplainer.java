package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.rs.Plausibility;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.sighting.SightingJson;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explains JSON: messages of remote-sensing units, sightings, photo notices and log entries. */
final class JsonExplainer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** One kind of message: where it stands in the answer, and who judges it. */
    private record Kind(String protocol, String name, Function<byte[], ? extends Decoded<?>> reader) {}

    private static final Kind PASS = new Kind("RS", "pass", RsJson::pass);
    private static final Kind CALIBRATION = new Kind("RS", "calibration", RsJson::calibration);
    private static final Kind STATUS = new Kind("RS", "status", RsJson::status);
    private static final Kind ACK = new Kind("RS", "ack", RsJson::ack);
    private static final Kind SIGHTING = new Kind("SIGHTING", "sighting", SightingJson::one);

    private JsonExplainer() {}

    /** Explains one JSON object by the fields that it has. */
    static Explanation explain(String text, Filed filed) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException e) {
            return broken(e);
        }
        if (node.has("v") && (node.has("kind") || node.has(LogEntry.ENTRY) || node.has(Bundle.ENTRIES))) {
            return LogExplainer.explain(node);
        }
        EntryKind national = NationalExplainer.kindOf(node);
        if (national != null) {
            return NationalExplainer.explain(national, text, filed.codeMap());
        }
        if (node.has("instrument")) {
            return instrument(node);
        }
        return explain(kindOf(node), node, text.getBytes(UTF_8));
    }

    /** Shows what the gateway itself has put together, and what the bytes in it say. */
    private static Explanation instrument(JsonNode node) {
        var sheet = new Sheet("INSTRUMENT", Octets.NONE).verdict();
        sheet.json().set("fields", node);
        flatten(sheet, "", node);
        InstrumentExplainer.explain(sheet, node);
        return sheet.done();
    }

    /**
     * Explains the payload of a log entry.
     *
     * @param profile what it is read with, if its kind needs one
     */
    static Explanation payload(EntryKind entry, byte[] payload, @Nullable String profile) {
        JsonNode node;
        try {
            node = MAPPER.readTree(payload);
        } catch (JacksonException e) {
            return broken(e);
        }
        return switch (entry) {
            case PASS -> explain(PASS, node, payload);
            case CALIBRATION -> explain(CALIBRATION, node, payload);
            case STATUS -> explain(STATUS, node, payload);
            case SIGHTING -> explain(SIGHTING, node, payload);
            case PHOTO -> photo(node);
            case NATIONAL_PASS, NATIONAL_CHECK, NATIONAL_SMOKE ->
                NationalExplainer.explain(entry, new String(payload, UTF_8), profile);
            case INSTRUMENT, SENSOR -> instrument(node);
            case OBD, TAMPER, AIR -> throw new IllegalArgumentException(entry + " is no JSON");
        };
    }

    private static Kind kindOf(JsonNode node) {
        if (node.has("calibrationId") || node.has("performedAt")) {
            return CALIBRATION;
        }
        if (node.has("sightingId") || node.has("seenAt")) {
            return SIGHTING;
        }
        if (node.has("outcome")) {
            return ACK;
        }
        boolean pass = node.has("passId") || node.has("measuredAt");
        return !pass && (node.has("state") || node.has("at")) ? STATUS : PASS;
    }

    private static Explanation explain(Kind kind, JsonNode node, byte[] bytes) {
        var sheet = new Sheet(kind.protocol, Octets.NONE).verdict();
        Decoded<?> decoded = kind.reader.apply(bytes);
        if (decoded instanceof Decoded.Bad<?> bad) {
            judge(sheet, bad);
        } else if (decoded instanceof Decoded.Ok<?> ok && ok.value() instanceof RsPass pass) {
            Plausibility.shipped()
                    .warnings(pass, Plausibility.Writing.ROUNDED)
                    .forEach(warning -> sheet.warn(warning.code(), warning.field(), warning.message()));
        }
        warnOfPlate(sheet, node.path("plate").path("number").asString(""));
        sheet.json().set(kind.name, node.isMissingNode() ? Sheet.NODES.nullNode() : node);
        flatten(sheet, "", node);
        return sheet.done();
    }

    /** A value that is only too big or too small leaves the message readable. */
    static void judge(Sheet sheet, Decoded.Bad<?> bad) {
        sheet.warn(bad.reason().name(), bad.field(), "expected " + bad.expected());
        if (bad.reason() == Decoded.Reason.MALFORMED_JSON) {
            sheet.problem(Problem.NOT_A_FRAME);
        } else if (bad.reason() != Decoded.Reason.OUT_OF_RANGE || bad.field() == null) {
            sheet.problem(Problem.UNKNOWN_LAYOUT);
        }
    }

    static void warnOfPlate(Sheet sheet, String number) {
        LicensePlate.tryParse(number).ifPresent(plate -> {
            if (!plate.family().standard()) {
                sheet.warn("PLATE_NON_STANDARD", "plate.number", "fits no family of plates, kept as it came");
            } else if (!plate.number().equals(number)) {
                sheet.warn("PLATE_NORMALISED", "plate.number", "normalised: " + plate.number());
            }
        });
    }

    private static Explanation photo(JsonNode node) {
        var sheet = new Sheet("PHOTO", Octets.NONE).verdict();
        if (!node.path("sha256").isString()) {
            sheet.problem(Problem.UNKNOWN_LAYOUT);
            sheet.warn("MISSING_FIELD", "sha256", "expected the digest of the photo");
        }
        sheet.json().set("photo", node.isMissingNode() ? Sheet.NODES.nullNode() : node);
        flatten(sheet, "", node);
        return sheet.done();
    }

    private static Explanation broken(JacksonException e) {
        var sheet = new Sheet("UNKNOWN", Octets.NONE).verdict();
        sheet.problem(Problem.NOT_A_FRAME);
        var place = e.getLocation();
        String where = place == null ? "" : "; wrong at column " + place.getColumnNr();
        sheet.warn("MALFORMED_JSON", null, "expected one JSON object" + where);
        return sheet.done();
    }

    private static void flatten(Sheet sheet, String path, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                flatten(
                        sheet,
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue());
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(sheet, path + "[" + i + "]", node.get(i));
            }
        } else {
            sheet.line(path, node.asString(), "");
        }
    }
}
