package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * Compact JWS with a detached payload (RFC 7515 appendix F) and EdDSA over Ed25519 (RFC 8037).
 *
 * <pre>
 * base64url({"alg":"EdDSA","kid":…})  .  (payload left out)  .  base64url(signature)
 * </pre>
 */
final class DetachedJws {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private DetachedJws() {}

    static String sign(byte[] payload, String kid, PrivateKey key) {
        String header = BASE64URL.encodeToString(("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}").getBytes(US_ASCII));
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(signingInput(header, payload));
            return header + ".." + BASE64URL.encodeToString(ed25519.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with key " + kid, e);
        }
    }

    static boolean verifies(byte[] payload, String jws, PublicKey key) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(signingInput(parts[0], payload));
            return ed25519.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signingInput(String header, byte[] payload) {
        return (header + "." + BASE64URL.encodeToString(payload)).getBytes(US_ASCII);
    }
}
