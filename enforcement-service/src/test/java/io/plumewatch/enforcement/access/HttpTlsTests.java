package io.plumewatch.enforcement.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A web server with nothing to serve, for its TLS alone. */
class HttpTlsTests {

    private static final String PASSWORD = "test-only";

    @TempDir
    Path folder;

    /** As little of the service as has a port. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
    static class WebServer {}

    @Test
    void servesOverTlsAndNotInTheClear() throws Exception {
        SSLContext client = identity();
        try (ConfigurableApplicationContext server = start(folder.resolve("key.pem"))) {
            String port = Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port"));
            assertThat(status("https://localhost:" + port + "/", client)).isEqualTo(404);
            assertThat(status("http://localhost:" + port + "/", client)).isEqualTo(400);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> status("https://localhost:" + port + "/", SSLContext.getDefault()));
        }
    }

    @Test
    void wantsBothFilesOrNeither() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(Path.of("")))
                .withMessageContaining("PLUMEWATCH_HTTP_TLS_KEY");
    }

    /** Writes a certificate and its key where the server looks; returns what a client needs that believes it. */
    private SSLContext identity() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "http",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start()
                .waitFor();
        assertThat(made).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate("http");
        write("cert.pem", "CERTIFICATE", certificate.getEncoded());
        write(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("http", PASSWORD.toCharArray()).getEncoded());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("http", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return client;
    }

    private void write(String name, String kind, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private static int status(String address, SSLContext client) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(client)
                .build()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private ConfigurableApplicationContext start(Path key) {
        return new SpringApplicationBuilder(WebServer.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--PLUMEWATCH_HTTP_TLS_CERT=" + folder.resolve("cert.pem"),
                        "--PLUMEWATCH_HTTP_TLS_KEY=" + key);
    }
}
