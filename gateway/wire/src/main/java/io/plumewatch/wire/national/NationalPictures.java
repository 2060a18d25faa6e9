package io.plumewatch.wire.national;

import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.json.JsonContent;
import io.plumewatch.wire.rs.RsParts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a record carries as base64 text, taken out of it.
 *
 * @param record the record as received but for the pictures, of which their {@code sha256:} and digest is left
 * @param jpegs the pictures by digest, lower-case hex
 */
public record NationalPictures(byte[] record, Map<String, byte[]> jpegs) {

    /** The biggest picture, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private static final String PREFIX = "sha256:";
    private static final Pattern FIELD = Pattern.compile("TP[1-5]");
    private static final Pattern DATA_ADDRESS = Pattern.compile("data:image/jpe?g;base64,");

    /** How base64 of a JPEG begins, and a path or address of the record never does. */
    private static final String JPEG = "/9j/";

    /**
     * Takes the pictures out.
     *
     * @return Bad when a picture is broken or too big; names the field
     */
    public static Decoded<NationalPictures> of(byte[] json, CodeMap map) {
        var jpegs = new LinkedHashMap<String, byte[]>();
        var wrong = new LinkedHashMap<String, String>();
        byte[] record = JsonContent.replaceTexts(json, (name, text) -> {
            if (!FIELD.matcher(map.standardName(name)).matches() || !isInline(text)) {
                return null;
            }
            byte[] jpeg = decode(text);
            if (jpeg == null || jpeg.length > MOST_BYTES) {
                wrong.put(name, "base64 of a JPEG of at most 1 MiB");
                return null;
            }
            String digest = sha256(jpeg);
            jpegs.put(digest, jpeg);
            return PREFIX + digest;
        });
        if (!wrong.isEmpty()) {
            var first = wrong.entrySet().iterator().next();
            return new Decoded.Bad<>(Decoded.Reason.OUT_OF_RANGE, first.getKey(), first.getValue());
        }
        return new Decoded.Ok<>(new NationalPictures(record, jpegs));
    }

    /** Returns the digest that a field names a picture by; null when it names it by a path or address. */
    static @Nullable String digest(String text) {
        String digest = (text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text).toLowerCase(Locale.ROOT);
        return RsParts.isSha256(digest) ? digest : null;
    }

    private static boolean isInline(String text) {
        return text.startsWith(JPEG) || DATA_ADDRESS.matcher(text).lookingAt();
    }

    private static byte @Nullable [] decode(String text) {
        try {
            // Some encoders break lines.
            return Base64.getMimeDecoder().decode(DATA_ADDRESS.matcher(text).replaceFirst(""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
