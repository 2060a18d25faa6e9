package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key as JSON Web Key (RFC 8037); its id is its thumbprint (RFC 7638).
 *
 * @param x the 32 bytes of the key, base64url
 */
record Ed25519Jwk(String kid, String kty, String crv, String alg, String use, String x) {

    /** What stands before the 32 bytes in the X.509 form of every Ed25519 key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static Ed25519Jwk of(PublicKey key) {
        byte[] x509 = key.getEncoded();
        return of(BASE64URL.encodeToString(Arrays.copyOfRange(x509, X509_PREFIX.length, x509.length)));
    }

    static Ed25519Jwk of(String x) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(US_ASCII));
            return new Ed25519Jwk(BASE64URL.encodeToString(digest), "OKP", "Ed25519", "EdDSA", "sig", x);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    PublicKey publicKey() {
        byte[] bytes = Base64.getUrlDecoder().decode(x);
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + bytes.length);
        System.arraycopy(bytes, 0, x509, X509_PREFIX.length, bytes.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key: " + x, e);
        }
    }
}
