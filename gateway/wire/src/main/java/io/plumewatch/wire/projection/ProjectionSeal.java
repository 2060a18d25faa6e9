package io.plumewatch.wire.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.log.Seal;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves that the service wrote a value of the projection, for this field of this hash: who can write to Redis cannot
 * enrol a device, move a secret to another one, or make a token.
 *
 * <p>A sealed value is {@code value SP version SP seal}: the version of the registry at which it was written, and the
 * base64url of an HMAC-SHA-256 over hash, field, value and version. It does not prove that the value is the newest: who
 * kept an older value of the same field may put it back until the service writes the projection anew, and may remove
 * fields.
 */
public final class ProjectionSeal {

    private static final Pattern SEALED = Pattern.compile("(.*) (\\d{1,19}) ([A-Za-z0-9_-]{43})", Pattern.DOTALL);

    private final List<Seal> seals;

    private ProjectionSeal(List<Seal> seals) {
        this.seals = seals;
    }

    /**
     * Reads {@code key,key}: the first seals, all are taken, so that a key can be changed. Empty = no seal.
     *
     * @throws IllegalArgumentException for a key of less than 32 characters; never says the key
     */
    public static ProjectionSeal of(String keys) {
        return new ProjectionSeal(Arrays.stream(keys.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(Seal::new)
                .toList());
    }

    /** Returns whether values must be sealed. */
    public boolean any() {
        return !seals.isEmpty();
    }

    /** Returns what Redis is to hold for a value; the value itself when there is no key. */
    public String seal(String hash, String field, String value, long version) {
        return seals.isEmpty()
                ? value
                : value + " " + version + " " + text(seals.get(0).of(hash, fields(field, value, version)));
    }

    /** Returns the value that Redis holds for a field; empty when a key is set and the value has no seal of it. */
    public Optional<String> open(String hash, String field, String held) {
        Matcher sealed = SEALED.matcher(held);
        if (!sealed.matches()) {
            return seals.isEmpty() ? Optional.of(held) : Optional.empty();
        }
        String value = sealed.group(1);
        if (seals.isEmpty()) {
            return Optional.of(value);
        }
        Map<String, byte[]> fields = fields(field, value, sealed.group(2));
        byte[] said = sealed.group(3).getBytes(UTF_8);
        return seals.stream()
                        .anyMatch(seal -> MessageDigest.isEqual(
                                said, text(seal.of(hash, fields)).getBytes(UTF_8)))
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Map<String, byte[]> fields(String field, String value, Object version) {
        return Map.of(
                "field", field.getBytes(UTF_8),
                "value", value.getBytes(UTF_8),
                "version", version.toString().getBytes(UTF_8));
    }

    private static String text(byte[] seal) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    }
}
