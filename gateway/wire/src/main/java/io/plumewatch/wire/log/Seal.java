package io.plumewatch.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a gateway wrote an entry, and into which stream: who can write to Redis cannot make entries by that alone.
 * That nobody is enrolled that way either, whose readings a gateway would then seal, is what
 * {@link io.plumewatch.wire.projection.ProjectionSeal} is for.
 *
 * <p>HMAC-SHA-256 over the name of the stream and all other fields, each name and value with its length before it, in
 * order of the names. An entry that is copied stays valid; its key makes the copy harmless.
 */
public final class Seal {

    /** The field that carries it. */
    public static final String FIELD = "seal";

    /** The fewest characters of a key. */
    public static final int SHORTEST_KEY = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac keyed;

    /**
     * Makes the seal of one gateway.
     *
     * @throws IllegalArgumentException for a key of less than 32 characters; never says the key
     */
    public Seal(String key) {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("a key that seals has " + key.length() + " characters but needs "
                    + SHORTEST_KEY + " or more, chosen at random");
        }
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Returns the 32 bytes that seal these fields in this stream. Safe to call from any thread. */
    public byte[] of(String stream, Map<String, byte[]> fields) {
        try {
            return ((Mac) keyed.clone()).doFinal(sealed(stream, fields));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the HMAC of this Java cannot be cloned", e);
        }
    }

    /** In one piece: the digest is handed over once for each entry instead of twice for each name and value. */
    private static byte[] sealed(String stream, Map<String, byte[]> fields) {
        List<byte[]> parts = new ArrayList<>(2 * fields.size() + 1);
        parts.add(stream.getBytes(UTF_8));
        String[] names = fields.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            byte[] value = fields.get(name);
            if (!name.equals(FIELD) && value != null) {
                parts.add(name.getBytes(UTF_8));
                parts.add(value);
            }
        }
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        var sealed = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            sealed.putInt(part.length).put(part);
        }
        return sealed.array();
    }

    /** Returns whether the fields carry this seal. Takes the same time wherever they differ. */
    public boolean fits(String stream, Map<String, byte[]> fields) {
        byte[] sealed = fields.get(FIELD);
        return sealed != null && MessageDigest.isEqual(sealed, of(stream, fields));
    }
}
