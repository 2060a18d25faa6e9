package io.plumewatch.enforcement.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DetachedJwsTests {

    private static final byte[] PAYLOAD = "{\"referralNo\":\"6063-410800-1-20261122-000017\"}".getBytes(UTF_8);

    /** The key pair of RFC 8037 appendix A. */
    private static final String RFC_D = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";

    private static final String RFC_X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @Test
    void namesAKeyByItsThumbprint() {
        assertThat(Ed25519Jwk.of(RFC_X).kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void signsSoThatTheStandardsPublicKeyVerifies() throws Exception {
        String jws = DetachedJws.sign(PAYLOAD, "k", privateKey(RFC_D));

        assertThat(jws).contains("..");
        assertThat(new String(Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.'))), UTF_8))
                .isEqualTo("{\"alg\":\"EdDSA\",\"kid\":\"k\"}");
        assertThat(DetachedJws.verifies(PAYLOAD, jws, Ed25519Jwk.of(RFC_X).publicKey()))
                .isTrue();
    }

    @Test
    void verifiesNothingElse() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String jws = DetachedJws.sign(PAYLOAD, "k", pair.getPrivate());
        byte[] other = PAYLOAD.clone();
        other[3]++;

        assertThat(DetachedJws.verifies(PAYLOAD, jws, pair.getPublic())).isTrue();
        assertThat(DetachedJws.verifies(other, jws, pair.getPublic())).isFalse();
        assertThat(DetachedJws.verifies(PAYLOAD, jws, Ed25519Jwk.of(RFC_X).publicKey()))
                .isFalse();
        assertThat(DetachedJws.verifies(PAYLOAD, jws.replace("..", ".e30."), pair.getPublic()))
                .isFalse();
    }

    @Test
    void carriesAPublicKeyThereAndBack() throws Exception {
        for (int i = 0; i < 20; i++) {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
            assertThat(Ed25519Jwk.of(key).publicKey()).isEqualTo(key);
        }
    }

    private static PrivateKey privateKey(String d) throws Exception {
        byte[] seed = Base64.getUrlDecoder().decode(d);
        String pkcs8 = "302e020100300506032b657004220420" + HexFormat.of().formatHex(seed);
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(pkcs8)));
    }
}
