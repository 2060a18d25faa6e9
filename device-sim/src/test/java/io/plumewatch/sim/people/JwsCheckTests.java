package io.plumewatch.sim.people;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JwsCheckTests {

    private static final byte[] PAYLOAD = "{\"referralNo\":\"1\"}".getBytes(UTF_8);

    private final KeyPair keys = newKeys();
    private final JwsCheck check = new JwsCheck(JsonMapper.shared()
            .valueToTree(Map.of("keys", List.of(Map.of("kty", "OKP", "crv", "Ed25519", "kid", "k1", "x", x())))));

    @Test
    void holdsOverTheSignedBytesOnly() throws GeneralSecurityException {
        String signature = signed("k1");

        assertThat(check.holds(signature, PAYLOAD)).isTrue();
        assertThat(check.holds(signature, "{\"referralNo\":\"2\"}".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void anUnpublishedKeyProvesNothing() throws GeneralSecurityException {
        assertThat(check.holds(signed("k2"), PAYLOAD)).isFalse();
    }

    @Test
    void somethingElseIsNotASignature() {
        assertThat(check.holds("a.b", PAYLOAD)).isFalse();
        assertThat(check.holds("a.payload.c", PAYLOAD)).isFalse();
    }

    private String signed(String kid) throws GeneralSecurityException {
        String header = encoded(("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}").getBytes(UTF_8));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update((header + "." + encoded(PAYLOAD)).getBytes(US_ASCII));
        return header + ".." + encoded(signature.sign());
    }

    private String x() {
        byte[] x509 = keys.getPublic().getEncoded();
        return encoded(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
