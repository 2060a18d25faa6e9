package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.testing.TestAuthority;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdCommand;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port on which terminals show certificates. */
class ObdTlsTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String OTHER = "LGDCHA1G8MA127734";
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private TestAuthority authority;
    private ObdBench bench;

    @BeforeEach
    void start() throws GeneralSecurityException, IOException {
        authority = new TestAuthority("Terminals");
        authority.identity("localhost", DAY).write(folder.resolve("server.pem"), folder.resolve("server.key"));
        authority.write(folder.resolve("ca.pem"));
        start("");
    }

    private void start(String crl) {
        var tls = ObdBench.tls(file("server.pem"), file("server.key"), file("ca.pem"), crl);
        bench = new ObdBench(ObdBench.settings(tls, Map.of(), 1 << 24));
        bench.with(VIN, Frames.ICCID, null, null).with(OTHER, Frames.ICCID, null, null);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void certifiesAVinThatTheCertificateNamesEvenBeforeItsLogin() throws Exception {
        try (Socket terminal = connect(authority.identity(VIN, DAY))) {
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 1));
            ObdBench.send(terminal, Frames.login(VIN, "89860000000000000009"));
            ObdBench.send(terminal, Frames.tamper(VIN));

            assertThat(bench.awaitEntries(3)).extracting(LogEntry::trust).containsOnly(Trust.CERTIFIED);
        }
    }

    @Test
    void findsTheVinsOfAFleetInTheAlternativeNames() throws Exception {
        var fleet = authority.identity(
                "Some Fleet",
                DAY,
                new GeneralName(GeneralName.dNSName, VIN.toLowerCase(Locale.ROOT)),
                new GeneralName(GeneralName.uniformResourceIdentifier, "urn:vin:" + OTHER));
        try (Socket terminal = connect(fleet)) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.login(OTHER));

            assertThat(bench.awaitEntries(2)).extracting(LogEntry::trust).containsOnly(Trust.CERTIFIED);
        }
    }

    /** Not even as filed: the certificate says that the sender is somebody else. */
    @Test
    void claimsAVinThatTheCertificateDoesNotName() throws Exception {
        try (Socket terminal = connect(authority.identity(VIN, DAY))) {
            ObdBench.send(terminal, Frames.login(OTHER));

            assertThat(bench.awaitEntries(1).get(0).trust()).isEqualTo(Trust.CLAIMED);
            assertThat(bench.events("vin_not_in_certificate")).isEqualTo(1);
        }
    }

    @Test
    void keepsACertifiedSessionAgainstAnEnrolledOne() throws Exception {
        try (Socket certified = connect(authority.identity(VIN, DAY));
                Socket enrolled = bench.connect()) {
            ObdBench.send(certified, Frames.login(VIN));
            bench.awaitEntries(1);
            ObdBench.send(enrolled, Frames.login(VIN));
            bench.awaitRejected("VIN_CONFLICT");
        }
    }

    @Test
    void answersOverTls() throws Exception {
        try (Socket terminal = connect(authority.identity(VIN, DAY))) {
            ObdBench.send(terminal, Frames.timeSync(VIN));

            assertThat(ObdBench.answer(terminal).command()).isEqualTo(ObdCommand.TIME_SYNC);
        }
    }

    @Test
    void letsNobodyInWhoseCertificateAnotherAuthoritySigned() throws Exception {
        assertRefused(new TestAuthority("Terminals").identity(VIN, DAY));
    }

    @Test
    void letsNobodyInWhoseCertificateHasEnded() throws Exception {
        assertRefused(authority.identity(VIN, Duration.ofDays(-1)));
    }

    @Test
    void letsNobodyInWithoutACertificate() throws Exception {
        assertRefused(null);
    }

    @Test
    void closesWhoSendsAnythingElseThanTls() throws IOException {
        for (byte[] bytes : List.of(
                Frames.login(VIN).bytes().toArray(),
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5})) {
            try (Socket stranger = new Socket("127.0.0.1", bench.server.tlsPort())) {
                stranger.setSoTimeout(5_000);
                stranger.getOutputStream().write(bytes);
                assertThat(ends(stranger)).isTrue();
            }
        }
        await("three refusals", () -> assertThat(bench.events("refused_tls")).isEqualTo(3));
        assertThat(bench.log.entries()).isEmpty();
    }

    @Test
    void closesWhoDoesNotFinishTheHandshake() throws IOException {
        try (Socket silent = new Socket("127.0.0.1", bench.server.tlsPort())) {
            silent.setSoTimeout(4_000);
            assertThat(ends(silent)).isTrue();
            await("a refusal", () -> assertThat(bench.events("refused_tls")).isEqualTo(1));
        }
    }

    @Test
    void takesSettingsWithAllFilesOrNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObdBench.tls("cert.pem", "", "", "").check("plumewatch.obd.tls", true))
                .withMessageContaining("plumewatch.obd.tls");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ObdBench.tls("cert.pem", "key.pem", "", "crl.pem").check("plumewatch.obd.tls", false))
                .withMessageContaining("plumewatch.obd.tls.crl");
        var settings = ObdBench.settings(ObdBench.tls("no", "such", "file", ""), Map.of(), 1 << 24);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObdBench(settings))
                .withMessageContaining("PEM");
    }

    @Test
    void readsItsCertificateAgainWhenItChanges() throws Exception {
        var second = new TestAuthority("Second");
        second.identity("localhost", DAY).write(folder.resolve("server.pem"), folder.resolve("server.key"));

        await("the new certificate", () -> {
            try (SSLSocket terminal = connect(second.client(authority.identity(VIN, DAY)))) {
                terminal.startHandshake();
            }
        });
    }

    /** The second half of a change may come later; what was read before stays. */
    @Test
    void keepsItsCertificateWhenTheNewOneCannotBeUsed() throws Exception {
        Files.writeString(folder.resolve("server.pem"), "half of it");
        await(
                "a look at it",
                () -> assertThat(Files.size(folder.resolve("server.pem"))).isEqualTo(10));

        try (Socket terminal = connect(authority.identity(VIN, DAY))) {
            ObdBench.send(terminal, Frames.login(VIN));
            bench.awaitEntries(1);
        }
    }

    @Test
    void letsNobodyInWhoIsRevokedAndEndsHisConnection() throws Exception {
        bench.close();
        authority.writeRevoked(folder.resolve("crl.pem"));
        start(file("crl.pem"));
        var revoked = authority.identity(VIN, DAY);
        try (Socket terminal = connect(revoked);
                Socket other = connect(authority.identity(OTHER, DAY))) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(other, Frames.login(OTHER));
            assertThat(bench.awaitEntries(2)).extracting(LogEntry::trust).containsOnly(Trust.CERTIFIED);

            authority.writeRevoked(folder.resolve("crl.pem"), revoked);

            assertThat(ends(terminal)).isTrue();
            assertThat(bench.events("closed_revoked")).isEqualTo(1);
            comesNotIn(revoked);
            ObdBench.send(other, Frames.tamper(OTHER));
            bench.awaitEntries(3);
        }
    }

    private void assertRefused(TestAuthority.@Nullable Identity identity) throws Exception {
        comesNotIn(identity);
        assertThat(bench.log.entries()).isEmpty();
    }

    private void comesNotIn(TestAuthority.@Nullable Identity identity) throws Exception {
        try (Socket terminal = connect(identity)) {
            try {
                ObdBench.send(terminal, Frames.login(VIN));
            } catch (IOException e) {
                // Refused while still writing.
            }
            assertThat(ends(terminal)).isTrue();
        } catch (IOException e) {
            // Refused during the handshake.
        }
        await("a refusal", () -> assertThat(bench.events("refused_tls")).isEqualTo(1));
    }

    private SSLSocket connect(TestAuthority.@Nullable Identity identity) throws Exception {
        return connect(authority.client(identity));
    }

    private SSLSocket connect(SSLContext client) throws Exception {
        var socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", bench.server.tlsPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static boolean ends(Socket socket) {
        try {
            byte[] alert = new byte[64];
            int read = 0;
            while (read >= 0) {
                read = socket.getInputStream().read(alert);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
