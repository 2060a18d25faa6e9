package io.plumewatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.tcp.TlsSettings;
import io.plumewatch.gateway.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsExpiryTests {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestAuthority authority;

    @BeforeEach
    void write() throws GeneralSecurityException, IOException {
        authority = new TestAuthority("Stations");
        writeServer(DAY.multipliedBy(20));
        authority.write(folder.resolve("ca.pem"));
        authority.writeRevoked(folder.resolve("list.pem"));
        bind("ca.pem", "list.pem");
    }

    @Test
    void tellsHowLongEachFileOfAPortIsGood() {
        assertThat(days("cert")).isCloseTo(20, within(0.01));
        assertThat(days("client-ca")).isCloseTo(1, within(0.01));
        assertThat(days("crl")).isCloseTo(1, within(0.01));
    }

    @Test
    void noticesANewFileAndOneThatHasRunOut() throws Exception {
        writeServer(DAY.multipliedBy(300));
        assertThat(days("cert")).isCloseTo(300, within(0.01));

        writeServer(DAY.negated());
        assertThat(days("cert")).isZero();
    }

    @Test
    void countsAFileThatCannotBeReadAsRunOut() throws IOException {
        Files.delete(folder.resolve("list.pem"));
        Files.writeString(folder.resolve("ca.pem"), "no certificate");

        assertThat(days("crl")).isZero();
        assertThat(days("client-ca")).isZero();
    }

    @Test
    void tellsNothingOfAPortWithoutTls() {
        assertThat(meters.find("plumewatch.tls.expires")
                        .tag("protocol", "hj212")
                        .gauges())
                .isEmpty();
    }

    private void writeServer(Duration validFor) throws GeneralSecurityException, IOException {
        authority.identity("localhost", validFor).write(folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    private void bind(String ca, String list) {
        var on = new TlsSettings(
                0,
                folder.resolve("server.pem").toString(),
                folder.resolve("server.key").toString(),
                folder.resolve(ca).toString(),
                folder.resolve(list).toString(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        var off = new TlsSettings(0, "", "", "", "", Duration.ofSeconds(10), Duration.ofSeconds(10));
        new TlsExpiry(Map.of("obd", on, "hj212", off), InstantSource.system()).bindTo(meters);
    }

    private double days(String file) {
        return meters.get("plumewatch.tls.expires")
                        .tag("protocol", "obd")
                        .tag("file", file)
                        .gauge()
                        .value()
                / DAY.toSeconds();
    }
}
