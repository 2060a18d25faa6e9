package io.plumewatch.gateway.http;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.testing.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
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

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    /** As little of the gateway as has a port. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
    static class WebServer {}

    @Test
    void servesOverTlsAndTakesANewCertificateWithoutARestart() throws Exception {
        var first = new TestAuthority("First");
        write(first);
        try (ConfigurableApplicationContext server = start(folder.resolve("key.pem"))) {
            String port = Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port"));
            URI address = URI.create("https://localhost:" + port + "/");
            assertThat(status(address, first.client(null))).isEqualTo(404);

            var second = new TestAuthority("Second");
            write(second);

            await(
                    "the new certificate",
                    () -> assertThat(status(address, second.client(null))).isEqualTo(404));
        }
    }

    @Test
    void wantsBothFilesOrNeither() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(Path.of("")))
                .withMessageContaining("PLUMEWATCH_HTTP_TLS_KEY");
    }

    private void write(TestAuthority authority) throws GeneralSecurityException, IOException {
        authority.identity("localhost", DAY).write(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    private ConfigurableApplicationContext start(Path key) {
        return new SpringApplicationBuilder(WebServer.class)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--spring.ssl.bundle.watch.file.quiet-period=200ms",
                        "--PLUMEWATCH_HTTP_TLS_CERT=" + folder.resolve("cert.pem"),
                        "--PLUMEWATCH_HTTP_TLS_KEY=" + key);
    }

    private static int status(URI address, SSLContext client) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(client)
                .build()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
