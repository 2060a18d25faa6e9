package io.plumewatch.sim.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a compact JWS with detached payload (RFC 7515 appendix F, EdDSA) against a published key set. */
public final class JwsCheck {

    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form. */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final JsonNode keySet;

    /** Takes the content of {@code /.well-known/jwks.json}. */
    public JwsCheck(JsonNode keySet) {
        this.keySet = keySet;
    }

    /** Returns whether the signature names a published key and holds over exactly these bytes. */
    public boolean holds(String detached, byte[] payload) {
        String[] parts = detached.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            return false;
        }
        JsonNode header = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[0]));
        Optional<PublicKey> key = key(header.path("kid").asString(""));
        return header.path("alg").asString("").equals("EdDSA")
                && key.isPresent()
                && verifies(key.get(), parts[0] + "." + encoded(payload), parts[2]);
    }

    private Optional<PublicKey> key(String kid) {
        for (JsonNode key : keySet.path("keys")) {
            if (key.path("kid").asString("").equals(kid)) {
                return Optional.of(
                        ed25519(Base64.getUrlDecoder().decode(key.path("x").asString(""))));
            }
        }
        return Optional.empty();
    }

    private static PublicKey ed25519(byte[] x) {
        byte[] encoded = new byte[ED25519_PREFIX.length + x.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(x, 0, encoded, ED25519_PREFIX.length, x.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a published key is not an Ed25519 key", e);
        }
    }

    private static boolean verifies(PublicKey key, String signed, String signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
