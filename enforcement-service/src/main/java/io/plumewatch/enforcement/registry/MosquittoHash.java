package io.plumewatch.enforcement.registry;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A secret as a Mosquitto broker of version 2 keeps it in its password file:
 * {@code $7$iterations$salt$PBKDF2-HMAC-SHA512}, salt and hash in base64.
 *
 * <p>The iterations are Mosquitto's own. More would slow the broker down, and a secret of 256 random bits needs none.
 */
final class MosquittoHash {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ITERATIONS = 101;
    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 512;

    private MosquittoHash() {}

    static String of(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return of(secret, salt);
    }

    static String of(String secret, byte[] salt) {
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "$7$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2 with SHA-512", e);
        }
    }
}
