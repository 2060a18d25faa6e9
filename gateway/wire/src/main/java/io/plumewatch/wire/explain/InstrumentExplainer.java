package io.plumewatch.wire.explain;

import io.plumewatch.wire.instrument.BenchAnswer;
import io.plumewatch.wire.instrument.BenchCodec;
import io.plumewatch.wire.instrument.BenchCodecs;
import io.plumewatch.wire.instrument.BenchReading;
import io.plumewatch.wire.instrument.PointValue;
import io.plumewatch.wire.obd.Octets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads the bytes of an instrument's test once more, with the model that the entry names. */
final class InstrumentExplainer {

    private static final int MAX_HEX = 512;

    private InstrumentExplainer() {}

    /** Adds what the answers in {@code raw} say; values without bytes stand for themselves. */
    static void explain(Sheet sheet, JsonNode payload) {
        JsonNode raw = payload.path("raw");
        if (!raw.isArray() || raw.isEmpty()) {
            return;
        }
        String model = payload.path("model").asString("");
        Optional<BenchCodec> codec = BenchCodecs.shipped(model);
        if (codec.isEmpty()) {
            sheet.warn("UNKNOWN_MODEL", "model", "its answers are not read: no such model comes with this program");
            return;
        }
        ArrayNode decoded = sheet.json().putArray("decoded");
        for (int i = 0; i < raw.size(); i++) {
            exchange(sheet, decoded, codec.get(), "raw[" + i + "]", raw.get(i));
        }
    }

    private static void exchange(Sheet sheet, ArrayNode decoded, BenchCodec codec, String place, JsonNode exchange) {
        var sent = octets(exchange.path("request"));
        var received = octets(exchange.path("response"));
        if (sent.isEmpty() || received.isEmpty()) {
            wrong(sheet, place, "expected request and response as hex digits");
            return;
        }
        var request = codec.model().requests().stream()
                .filter(known -> known.bytes().equals(sent.get()))
                .findFirst();
        if (request.isEmpty()) {
            sheet.warn("UNKNOWN_REQUEST", place + ".request", "the model has no such request");
            return;
        }
        var answer = codec.decode(request.get(), received.get());
        if (answer instanceof BenchAnswer.Malformed malformed) {
            wrong(sheet, place + ".response", malformed.toString());
        } else if (answer instanceof BenchAnswer.Reading reading) {
            reading(sheet, decoded, place, reading.reading());
        } else {
            decoded.addObject().put("answer", answer instanceof BenchAnswer.Refused ? "REFUSED" : "ACCEPTED");
        }
    }

    private static void reading(Sheet sheet, ArrayNode decoded, String place, BenchReading reading) {
        var json = decoded.addObject().put("status", reading.status().name());
        for (PointValue value : reading.values()) {
            String text = value.value() == null
                    ? value.flags().toString()
                    : value.value().toPlainString();
            sheet.line(place + "." + value.key(), text + " " + value.unit(), "bytes " + value.rawHex());
            if (value.value() == null) {
                json.putNull(value.key());
            } else {
                json.set(value.key(), Sheet.node(value.value()));
            }
        }
    }

    private static Optional<Octets> octets(JsonNode node) {
        String hex = node.asString("");
        try {
            return hex.isEmpty() || hex.length() > MAX_HEX ? Optional.empty() : Optional.of(Octets.ofHex(hex));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void wrong(Sheet sheet, String field, String message) {
        sheet.problem(Problem.UNKNOWN_LAYOUT);
        sheet.warn("WRONG_FIELD", field, message);
    }
}
