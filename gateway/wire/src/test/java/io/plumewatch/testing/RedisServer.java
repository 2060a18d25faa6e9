package io.plumewatch.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A real Redis with the durable settings of production, on a free loopback port. Can be killed and come back. */
public final class RedisServer implements AutoCloseable {

    private static final String BINARY = "/redis-server-7.0.15-linux-amd64";

    private final Path directory;
    private final int port;
    private final List<String> more;
    private Process process;

    private RedisServer(Path directory, int port, List<String> more, int diskKib) {
        this.directory = directory;
        this.port = port;
        this.more = more;
        this.process = launch(diskKib);
    }

    /** Starts a server with an empty data directory below the system's temporary folder. */
    public static RedisServer start() {
        return start(directory(), List.of(), 0);
    }

    /** Starts a server that knows only the users of an ACL file with this content. */
    public static RedisServer withUsers(String acl) {
        Path directory = directory();
        Path file = directory.resolve("users.acl");
        try {
            Files.writeString(file, acl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(directory, List.of("--aclfile", file.toString()), 0);
    }

    /** Starts a server that can write no file longer than so many KiB, as on a disk that fills up, until it restarts. */
    public static RedisServer withLittleDisk(int kib) {
        return start(directory(), List.of(), kib);
    }

    private static RedisServer start(Path directory, List<String> more, int diskKib) {
        try {
            return new RedisServer(directory, freePort(), more, diskKib);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("plumewatch-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends the server as a power cut would; its data stays. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Returns whether the server still runs. */
    public boolean runs() {
        return process.isAlive();
    }

    /** Starts the killed server again on its port and data. */
    public void restart() {
        process = launch(0);
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch(int diskKib) {
        try {
            Path binary = directory.resolve("redis-server");
            if (!Files.exists(binary)) {
                unpack(binary);
            }
            Process started = new ProcessBuilder(command(binary, diskKib))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
            awaitPort(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path binary, int diskKib) {
        var command = new ArrayList<String>();
        if (diskKib > 0) {
            // Without the signal a write beyond the limit fails, as it does on a full disk.
            command.addAll(List.of("/bin/bash", "-c", "trap '' XFSZ; ulimit -f " + diskKib + "; exec \"$@\"", "redis"));
        }
        command.addAll(List.of(binary.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", directory.toString(), "--appendonly", "yes", "--appendfsync", "always"));
        command.addAll(List.of("--maxmemory-policy", "noeviction", "--save", ""));
        command.addAll(more);
        return command;
    }

    private static void unpack(Path binary) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RedisServer.class.getResourceAsStream(BINARY), "redis binary not on the class path")) {
            Files.copy(in, binary, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!binary.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + binary);
        }
    }

    private void awaitPort(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException e) {
                if (!started.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("redis did not start; see " + directory.resolve("redis.log"), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
