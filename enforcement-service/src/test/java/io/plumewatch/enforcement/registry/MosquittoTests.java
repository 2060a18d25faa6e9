package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry writes, a real Mosquitto obeys. */
class MosquittoTests {

    private static final Path BROKER = Path.of("/usr/sbin/mosquitto");
    private static final Path PUBLISH = Path.of("/usr/bin/mosquitto_pub");

    private static final String READY = "ready?";

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    private void write(String... devices) throws IOException {
        var files = new MosquittoFiles(
                folder,
                Map.of(
                        "gateway", MosquittoHash.of("gateway-secret"),
                        "gateway-2", MosquittoHash.of("gateway-secret")));
        Map<String, String> hashes = new java.util.TreeMap<>();
        Stream.of(devices).forEach(device -> hashes.put(device, MosquittoHash.of("secret-" + device)));
        files.write(hashes);
    }

    @Test
    void hashesAsMosquittoDoes() {
        // Made by mosquitto_passwd 2.0.11.
        byte[] salt = Base64.getDecoder().decode("4vg3srzKsra6fLeQ");

        assertThat(MosquittoHash.of("secret-1", salt))
                .isEqualTo(
                        "$7$101$4vg3srzKsra6fLeQ$7t6Dm20WtxvxxMHKpi3y/HKtq+SmcH/AeC2eAU5KWzk0TMwL5M9FvdivfeOATLhlMKuq"
                                + "VimhHr5NK/UMdsGfJg==");
    }

    @Test
    void writesFilesThatOthersCannotRead() throws IOException {
        write("RS-0001");

        for (String name : List.of("passwd", "acl")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-r-----");
        }
        assertThat(Files.readString(folder.resolve("passwd"))).doesNotContain("secret-");
    }

    @Test
    void leavesNoDeviceAGatewaysName() throws IOException {
        write("RS-0001", "gateway");

        assertThat(Files.readAllLines(folder.resolve("passwd")))
                .filteredOn(line -> line.startsWith("gateway:"))
                .hasSize(1);
    }

    @Test
    void admitsActiveDevicesAndKeepsEachToItsOwnTopics() throws IOException, InterruptedException {
        write("RS-0001", "RS-0002");
        int port = startBroker();
        Path heard = listen(port, "gateway", "gateway-secret", "plumewatch/v1/#");
        Path answers = listen(port, "RS-0001", "secret-RS-0001", "plumewatch/v1/#");

        assertThat(publish(port, "RS-0002", "wrong", "plumewatch/v1/RS-0002/pass", "no"))
                .isNotZero();
        assertThat(publish(port, "RS-0003", "secret-RS-0003", "plumewatch/v1/RS-0003/pass", "no"))
                .isNotZero();
        publish(port, "RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0001/pass", "another's");
        publish(port, "RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/ack", "forged");
        publish(port, "RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/photo/ab", "picture");
        publish(port, "gateway-2", "gateway-secret", "plumewatch/v1/RS-0002/ack", "for the other");
        publish(port, "gateway-2", "gateway-secret", "plumewatch/v1/RS-0001/ack", "answer");
        publish(port, "RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/pass", "last");

        await(() -> assertThat(heard(heard))
                .containsSubsequence("picture", "for the other", "answer", "last")
                .doesNotContain("another's", "forged", "no"));
        await(() -> assertThat(heard(answers)).containsExactly("answer"));
    }

    @Test
    void letsASuspendedDeviceConnectNoMoreOnceTheBrokerIsTold() throws IOException, InterruptedException {
        write("RS-0001", "RS-0002");
        int port = startBroker();
        assertThat(publish(port, "RS-0001", "secret-RS-0001", "plumewatch/v1/RS-0001/pass", "in"))
                .isZero();

        write("RS-0002");
        new ProcessBuilder("kill", "-HUP", Long.toString(processes.get(0).pid()))
                .start()
                .waitFor();

        await(() -> assertThat(publish(port, "RS-0001", "secret-RS-0001", "plumewatch/v1/RS-0001/pass", "out"))
                .isNotZero());
        assertThat(publish(port, "RS-0002", "secret-RS-0002", "plumewatch/v1/RS-0002/pass", "in"))
                .isZero();
    }

    private int startBroker() throws IOException {
        assumeTrue(Files.isExecutable(BROKER) && Files.isExecutable(PUBLISH), "mosquitto is not installed");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous false
                use_username_as_clientid true
                password_file %s
                acl_file %s
                user root
                """.formatted(port, folder.resolve("passwd"), folder.resolve("acl")));
        processes.add(new ProcessBuilder(
                        BROKER.toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start());
        await(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        return port;
    }

    private static int publish(int port, String user, String password, String topic, String text)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(client(PUBLISH, port, user, password, topic, "-m", text))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Returns the file of what is heard; from now on nothing is missed. */
    private Path listen(int port, String user, String password, String filter) throws IOException {
        Path heard = folder.resolve("heard-by-" + user);
        Path subscribe = PUBLISH.resolveSibling("mosquitto_sub");
        processes.add(new ProcessBuilder(client(subscribe, port, user, password, filter))
                .redirectOutput(heard.toFile())
                .start());
        await(() -> {
            publish(port, "gateway-2", "gateway-secret", "plumewatch/v1/RS-0001/ack", READY);
            assertThat(Files.readString(heard)).contains(READY);
        });
        return heard;
    }

    private static List<String> heard(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.equals(READY))
                .toList();
    }

    private static List<String> client(
            Path program, int port, String user, String password, String topic, String... more) {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-u",
                user,
                "-P",
                password,
                "-q",
                "1",
                "-t",
                topic));
        command.addAll(List.of(more));
        return command;
    }

    private static void await(Attempt attempt) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(attempt::make);
    }

    /** Something that will succeed. */
    private interface Attempt {
        void make() throws Exception;
    }
}
