package io.plumewatch.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.gateway.testing.TestAuthority;
import io.plumewatch.wire.log.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port on which stations speak over TLS. */
class Hj212TlsTests {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final TestAuthority authority = authority();
    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

    @BeforeEach
    void write() throws GeneralSecurityException, IOException {
        authority.identity("localhost", DAY).write(folder.resolve("server.pem"), folder.resolve("server.key"));
        authority.write(folder.resolve("ca.pem"));
    }

    @Test
    void takesDataOverTlsAndTrustsThemNoMoreForIt() throws Exception {
        try (var server = server("");
                var station = new StationSocket(
                        server.server.tlsPort(), authority.client(null).getSocketFactory())) {
            station.send(StationSocket.data("2011", now, now));

            assertThat(station.receive().cn()).isEqualTo("9014");
            assertThat(server.log.entries().get(0).trust()).isEqualTo(Trust.CLAIMED);
        }
    }

    /** Like a network of ours: the password must be right as well. */
    @Test
    void trustsAStationWithACertificateThatWeTrust() throws Exception {
        var own = authority.client(authority.identity("Some station", DAY)).getSocketFactory();
        try (var server = server(folder.resolve("ca.pem").toString());
                var station = new StationSocket(server.server.tlsPort(), own)) {
            station.send(StationSocket.data("2011", now, now));

            assertThat(station.receive().cn()).isEqualTo("9014");
            assertThat(server.log.entries().get(0).trust()).isEqualTo(Trust.ENROLLED);
        }
    }

    @Test
    void letsNobodyInWithoutACertificateWhereOneIsAskedFor() throws Exception {
        var nobody = authority.client(null).getSocketFactory();
        try (var server = server(folder.resolve("ca.pem").toString())) {
            assertThatThrownBy(() -> {
                        try (var station = new StationSocket(server.server.tlsPort(), nobody)) {
                            station.send(StationSocket.data("2011", now, now));
                            assertThat(station.read()).isNotEqualTo(-1);
                        }
                    })
                    .isNotNull();
            assertThat(server.log.entries()).isEmpty();
        }
    }

    private Hj212TestServer server(String clientCa) {
        var tls = Hj212TestServer.tls(
                folder.resolve("server.pem").toString(),
                folder.resolve("server.key").toString(),
                clientCa);
        return new Hj212TestServer(Duration.ofHours(1), tls, "192.0.2.0/24").withStation();
    }

    private static TestAuthority authority() {
        try {
            return new TestAuthority("Stations");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
