package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which code maps and unit profiles a gateway has, and a digest of each one's file: the same {@code name@version} must
 * have the same content wherever it is used. Sealed like an entry of the log.
 *
 * @param digests {@code name@version} → digest
 */
public record ProfileNotice(String gateway, Instant at, Map<String, String> digests) {

    private static final int DIGITS = 16;

    public ProfileNotice {
        digests = Map.copyOf(digests);
    }

    /** Returns the digest of a profile's file: 16 hex digits of its SHA-256. */
    public static String digest(byte[] file) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns the fields of the stream entry: one line a profile, {@code name@version digest}. */
    public Map<String, byte[]> toFields() {
        var lines = new StringBuilder();
        new TreeMap<>(digests)
                .forEach((id, digest) ->
                        lines.append(id).append(' ').append(digest).append('\n'));
        var fields = new LinkedHashMap<String, byte[]>();
        fields.put("gateway", gateway.getBytes(UTF_8));
        fields.put("at", Long.toString(at.toEpochMilli()).getBytes(UTF_8));
        fields.put("profiles", lines.toString().getBytes(UTF_8));
        return fields;
    }

    /**
     * Reads the fields of a stream entry.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static ProfileNotice of(Map<String, byte[]> fields) {
        var digests = new TreeMap<String, String>();
        text(fields, "profiles").lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space < 1) {
                throw new IllegalArgumentException("field 'profiles' needs 'name@version digest' in each line");
            }
            digests.put(line.substring(0, space), line.substring(space + 1));
        });
        return new ProfileNotice(
                text(fields, "gateway"), Instant.ofEpochMilli(Long.parseLong(text(fields, "at"))), digests);
    }

    private static String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return new String(value, UTF_8);
    }
}
