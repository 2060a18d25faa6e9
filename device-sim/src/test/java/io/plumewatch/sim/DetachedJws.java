package io.plumewatch.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a detached JWS (RFC 7515 appendix F, RFC 8037) with nothing but the JDK, as the police's own program would. */
final class DetachedJws {

    /** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key. */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String header;
    private final byte[] signature;

    DetachedJws(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw new AssertionError("not header..signature: " + compact);
        }
        header = parts[0];
        signature = Base64.getUrlDecoder().decode(parts[2]);
    }

    JsonNode header() {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(header));
    }

    /** Returns whether the signature fits the payload under the key of the set that the header names. */
    boolean verifies(byte[] payload, JsonNode keySet) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key(keySet, header().required("kid").stringValue()));
        verifier.update(
                (header + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload)).getBytes(US_ASCII));
        return verifier.verify(signature);
    }

    private static PublicKey key(JsonNode keySet, String kid) throws GeneralSecurityException {
        for (JsonNode key : keySet.required("keys")) {
            if (key.path("kid").asString().equals(kid)) {
                byte[] point = Base64.getUrlDecoder().decode(key.required("x").stringValue());
                byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
                System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
                System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            }
        }
        throw new AssertionError("no key " + kid + " in " + keySet);
    }
}
