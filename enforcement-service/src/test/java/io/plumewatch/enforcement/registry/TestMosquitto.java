package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Mosquitto that reads {@code passwd} and {@code acl} of a folder, and clients of it. */
final class TestMosquitto implements AutoCloseable {

    private static final Path BROKER = Path.of("/usr/sbin/mosquitto");
    private static final Path PUBLISH = Path.of("/usr/bin/mosquitto_pub");
    private static final Path SUBSCRIBE = Path.of("/usr/bin/mosquitto_sub");

    private final List<Process> processes = new ArrayList<>();
    private final int port;

    private TestMosquitto(int port) {
        this.port = port;
    }

    /** Starts one that answers; where none is installed, the test is skipped. */
    static TestMosquitto start(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(BROKER) && Files.isExecutable(PUBLISH), "mosquitto is not installed");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous false
                use_username_as_clientid true
                password_file %s
                acl_file %s
                pid_file %s
                user root
                """.formatted(
                        port, folder.resolve("passwd"), folder.resolve("acl"), pidFile(folder)));
        var broker = new TestMosquitto(port);
        broker.processes.add(new ProcessBuilder(
                        BROKER.toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start());
        eventually(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        return broker;
    }

    static Path pidFile(Path folder) {
        return folder.resolve("mosquitto.pid");
    }

    /** Publishes with quality 1 and returns what the client ends with: 0 when the broker took it. */
    int publish(String user, String password, String topic, String text) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(client(PUBLISH, user, password, topic, "-m", text))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Writes into a file what this user hears. */
    void listen(Path heard, String user, String password, String filter) throws IOException {
        processes.add(new ProcessBuilder(client(SUBSCRIBE, user, password, filter))
                .redirectOutput(heard.toFile())
                .start());
    }

    private List<String> client(Path program, String user, String password, String topic, String... more) {
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

    static void eventually(Attempt attempt) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(attempt::make);
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Something that will succeed. */
    interface Attempt {
        void make() throws Exception;
    }
}
