package io.plumewatch.sim.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis with the log's settings: every acknowledged write is on disk, nothing is evicted. Runs in a session of
 * its own, so that Ctrl-C in the terminal does not reach it before its users.
 */
public final class Redis implements Server {

    private static final String BINARY = "/redis-server-7.0.15-linux-amd64";

    private final Path folder;
    private final Path log;
    private final int port;
    private final @Nullable Path users;

    /** Keeps its data in {@code folder}, appends what it says to {@code log}, listens on loopback {@code port}. */
    public Redis(Path folder, Path log, int port) {
        this(folder, log, port, null);
    }

    /** The same, for the users of an ACL file only. */
    public Redis(Path folder, Path log, int port, @Nullable Path users) {
        this.users = users;
        this.folder = folder;
        this.log = log;
        this.port = port;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public ProcessHandle launch() throws IOException {
        Files.createDirectories(folder);
        Path binary = folder.resolve("redis-server");
        if (!Files.exists(binary)) {
            unpack(binary);
        }
        var command = new ArrayList<>(List.of(
                "setsid",
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory-policy",
                "noeviction",
                "--save",
                ""));
        if (users != null) {
            command.addAll(List.of("--aclfile", users.toAbsolutePath().toString()));
        }
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .toHandle();
    }

    private static void unpack(Path binary) throws IOException {
        Path half = binary.resolveSibling("redis-server.new");
        try (InputStream in = Objects.requireNonNull(
                Redis.class.getResourceAsStream(BINARY), "the Redis binary is not on the class path")) {
            Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!half.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + half);
        }
        Files.move(half, binary, StandardCopyOption.ATOMIC_MOVE);
    }

    /** PING: while it still loads its data it answers with an error, which is not yet a yes. */
    @Override
    public boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            socket.setSoTimeout(1_000);
            String question = users == null ? "PING\r\n" : "AUTH watch watch\r\nPING\r\n";
            String yes = users == null ? "+PONG" : "+OK\r\n+PONG";
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(yes.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(yes);
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM is Redis' SHUTDOWN: the append-only file is complete before it goes. */
    @Override
    public void requestStop(ProcessHandle process) {
        process.destroy();
    }
}
