package io.plumewatch.sim.people;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumewatch.sim.api.Api;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PoliceTests {

    private static final byte[] DOCUMENT = "{}".getBytes(UTF_8);

    @TempDir
    Path folder;

    private HttpServer service;
    private KeyPair keys;

    @BeforeEach
    void startService() throws IOException, GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void aReferralThatTakesNoReceiptAnyMoreDoesNotStopThoseBehindIt() {
        var accepted = new ArrayList<String>();
        var base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        var police = new Police(
                new Api(base, "t"),
                folder.resolve("cursor"),
                new Score(),
                item -> accepted.add(item.get("referralNo").asString()));

        police.act();

        assertThat(accepted).containsExactly("second");
        assertThat(folder.resolve("cursor")).hasContent("2");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body =
                path.endsWith("/document") ? DOCUMENT : JsonMapper.shared().writeValueAsBytes(content(path));
        exchange.sendResponseHeaders(path.endsWith("/first/receipts") ? 409 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, ?> content(String path) {
        if (path.endsWith("/jwks.json")) {
            byte[] x509 = keys.getPublic().getEncoded();
            String x = encoded(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
            return Map.of("keys", List.of(Map.of("kty", "OKP", "crv", "Ed25519", "kid", "k", "x", x)));
        }
        return path.endsWith("/referrals")
                ? Map.of("items", List.of(referral("first"), referral("second")), "next", "2")
                : Map.of();
    }

    private Map<String, String> referral(String referralNo) {
        return Map.of("kind", "REFERRAL", "referralNo", referralNo, "signature", signature());
    }

    private String signature() {
        String header = encoded("{\"alg\":\"EdDSA\",\"kid\":\"k\"}".getBytes(UTF_8));
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update((header + "." + encoded(DOCUMENT)).getBytes(US_ASCII));
            return header + ".." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
