package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading in the log: the bytes as received, and what the gateway knows about them.
 *
 * @param kind what the payload is
 * @param device device number, or the VIN of a terminal
 * @param trust how the sender was authenticated
 * @param clock what could be told about its clock
 * @param measuredAt when the sender says it measured; null where the payload carries no time
 * @param receivedAt when the gateway had the last byte
 * @param replayed whether the sender marked it as sent again from its store
 * @param key idempotency key within the kind, for example {@code device/passId}
 * @param gateway id of the gateway that wrote the entry
 * @param profile name and version of the code map, unit profile or register map that the payload is read with, as
 *     {@code name@version}; null where the kind needs none
 * @param signature what became of the payload's own signature, as text of {@code Sm2.Verdict}; null where the kind or
 *     message carries none. It can be computed again from the payload, the key on file and the signer's identity
 * @param payload the bytes as received
 */
public record LogEntry(
        EntryKind kind,
        String device,
        Trust trust,
        ClockState clock,
        @Nullable Instant measuredAt,
        Instant receivedAt,
        boolean replayed,
        String key,
        String gateway,
        @Nullable String profile,
        @Nullable String signature,
        byte[] payload) {

    private static final byte[] VERSION_TEXT = "2".getBytes(UTF_8);

    /** The field that holds everything but version, gateway and seal; until version 1 each had a field of its own. */
    public static final String ENTRY = "entry";

    /** Makes an entry whose kind alone says how to read the payload. */
    public LogEntry(
            EntryKind kind,
            String device,
            Trust trust,
            ClockState clock,
            @Nullable Instant measuredAt,
            Instant receivedAt,
            boolean replayed,
            String key,
            String gateway,
            byte[] payload) {
        this(kind, device, trust, clock, measuredAt, receivedAt, replayed, key, gateway, null, null, payload);
    }

    /** Makes an entry that carries no signature of its own. */
    public LogEntry(
            EntryKind kind,
            String device,
            Trust trust,
            ClockState clock,
            @Nullable Instant measuredAt,
            Instant receivedAt,
            boolean replayed,
            String key,
            String gateway,
            @Nullable String profile,
            byte[] payload) {
        this(kind, device, trust, clock, measuredAt, receivedAt, replayed, key, gateway, profile, null, payload);
    }

    /** Returns the fields of the stream entry: the version, the gateway, and all the rest in one. */
    public Map<String, byte[]> toFields() {
        var fields = new LinkedHashMap<String, byte[]>();
        fields.put("v", VERSION_TEXT.clone());
        fields.put("gateway", gateway.getBytes(UTF_8));
        fields.put(ENTRY, Envelope.pack(this));
        return fields;
    }

    /** Returns everything but version and gateway in one value, for a {@link Bundle}. */
    public byte[] packed() {
        return Envelope.pack(this);
    }

    /**
     * Reads the fields of a stream entry: one reading, or those of a {@link Bundle}.
     *
     * @throws UnknownVersion for a version from the future
     * @throws Malformed naming the field that is missing or wrong
     */
    public static List<LogEntry> all(Map<String, byte[]> fields) {
        int version = (int) number(fields, "v");
        return switch (version) {
            case 1 -> List.of(ofSingleFields(fields));
            case 2 -> List.of(Envelope.unpack(text(fields, "gateway"), required(fields, ENTRY)));
            case Bundle.VERSION -> Bundle.unpack(text(fields, "gateway"), required(fields, Bundle.ENTRIES));
            default -> throw new UnknownVersion(version);
        };
    }

    /** Version 1; times are epoch milliseconds in decimal. */
    private static LogEntry ofSingleFields(Map<String, byte[]> fields) {
        return new LogEntry(
                constant(EntryKind.class, fields, "kind"),
                text(fields, "device"),
                constant(Trust.class, fields, "trust"),
                constant(ClockState.class, fields, "clock"),
                fields.containsKey("measuredAt") ? Instant.ofEpochMilli(number(fields, "measuredAt")) : null,
                Instant.ofEpochMilli(number(fields, "receivedAt")),
                text(fields, "replayed").equals("1"),
                text(fields, "key"),
                text(fields, "gateway"),
                fields.containsKey("profile") ? text(fields, "profile") : null,
                fields.containsKey("signature") ? text(fields, "signature") : null,
                required(fields, "payload"));
    }

    private static byte[] required(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        if (value == null) {
            throw new Malformed(name, "is missing");
        }
        return value;
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(required(fields, name), UTF_8);
    }

    private static long number(Map<String, byte[]> fields, String name) {
        String text = text(fields, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Malformed(name, "is not a decimal number: " + text);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<String, byte[]> fields, String name) {
        return Envelope.constant(type, name, text(fields, name));
    }

    /** The entry was written by a newer gateway than this build knows: stop the stream and update. */
    public static final class UnknownVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownVersion(int version) {
            super("log entry version " + version + " is unknown to this build, which reads 1.." + Bundle.VERSION);
        }
    }

    /** A field of the envelope is missing or wrong. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String field, String problem) {
            super("log entry field '" + field + "' " + problem);
        }
    }
}
