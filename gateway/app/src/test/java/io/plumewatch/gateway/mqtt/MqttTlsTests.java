package io.plumewatch.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway speaks with the right broker only, when it is told which one that is. */
class MqttTlsTests {

    private static final String PASSWORD = "test-only";

    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static Path right;
    private static Path wrong;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        right = certificate("right");
        wrong = certificate("wrong");
        broker = TestBroker.startTls(folder.resolve("right.p12"), PASSWORD);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Makes a key with a certificate for localhost, and returns the certificate as PEM. */
    private static Path certificate(String name) throws IOException, InterruptedException {
        String store = folder.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                PASSWORD);
        Path pem = folder.resolve(name + ".pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString());
        return pem;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static MqttSettings settings(String url, String ca) {
        return new MqttSettings(
                url,
                "gateway",
                "secret",
                MqttSettings.ONLY_CLIENT,
                100,
                1 << 24,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                "",
                "",
                ca,
                MqttSettings.Limits.USUAL,
                MqttSettings.Rates.USUAL);
    }

    private static PahoConnection open(String host, Path ca) throws MqttException {
        return PahoConnection.open(
                settings(broker.tlsUrl(host), ca.toString()), InstantSource.system(), delivery -> true);
    }

    @Test
    void connectsToABrokerWhoseAuthorityItKnows() throws MqttException {
        PahoConnection connection = open("localhost", right);

        assertThat(connection.open()).isTrue();
        connection.close();
    }

    @Test
    void refusesABrokerThatSomebodyElseVouchesForOrThatHasAnotherName() {
        assertThatExceptionOfType(MqttException.class).isThrownBy(() -> open("localhost", wrong));
        assertThatExceptionOfType(MqttException.class).isThrownBy(() -> open("127.0.0.1", right));
    }

    @Test
    void namesAFileWithoutCertificates() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerTrust.of(empty.toString()))
                .withMessageContaining("empty.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("tcp://localhost:1883", right.toString()))
                .withMessageContaining("ssl://");
    }
}
