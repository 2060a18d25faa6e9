package io.plumewatch.gateway.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a rejected input stands in its stream: flat fields, times in epoch milliseconds, the kept bytes as they were. */
final class QuarantineFields {

    private QuarantineFields() {}

    static Map<String, byte[]> of(Rejected rejected) {
        var fields = new LinkedHashMap<String, byte[]>();
        put(fields, "receivedAt", Long.toString(rejected.receivedAt().toEpochMilli()));
        put(fields, "protocol", rejected.protocol().name());
        put(fields, "source", rejected.source());
        put(fields, "device", rejected.device());
        put(fields, "areaCode", rejected.areaCode());
        put(fields, "reason", rejected.refusal().reason().name());
        put(fields, "field", rejected.refusal().field());
        put(fields, "expected", rejected.refusal().expected());
        put(fields, "bytes", Integer.toString(rejected.bytes()));
        fields.put("kept", rejected.kept());
        return fields;
    }

    /** Reads an entry; its reason and protocol may be those of a newer gateway. */
    static QuarantineEntry read(String id, Map<String, byte[]> fields) {
        return new QuarantineEntry(
                id,
                Instant.ofEpochMilli(Long.parseLong(required(fields, "receivedAt"))),
                required(fields, "source"),
                required(fields, "protocol").toLowerCase(Locale.ROOT),
                text(fields, "device"),
                text(fields, "areaCode"),
                required(fields, "reason"),
                text(fields, "field"),
                text(fields, "expected"),
                Integer.parseInt(required(fields, "bytes")),
                fields.getOrDefault("kept", new byte[0]));
    }

    private static void put(Map<String, byte[]> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value.getBytes(UTF_8));
        }
    }

    private static @Nullable String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        return value == null ? null : new String(value, UTF_8);
    }

    private static String required(Map<String, byte[]> fields, String name) {
        String value = text(fields, name);
        if (value == null) {
            throw new IllegalArgumentException("quarantine field '" + name + "' is missing");
        }
        return value;
    }
}
