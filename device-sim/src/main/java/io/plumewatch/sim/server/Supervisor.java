package io.plumewatch.sim.server;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one server alive: starts it, starts it again when it dies (three times a minute, then it waits for the minute
 * to pass), and ends it for good on {@link #close()}.
 */
public final class Supervisor implements AutoCloseable {

    private static final String PID_SUFFIX = ".pid";
    private static final int RESTARTS_PER_MINUTE = 3;
    private static final long STOP_SECONDS = 15;

    /** For a program that writes down its classes when it ends. */
    private static final long RECORDING_STOP_SECONDS = 120;

    private final Server server;
    private final PidFile pidFile;
    private final Consumer<String> reports;
    private final Deque<Long> restarts = new ArrayDeque<>();
    private @Nullable ProcessHandle process;
    private boolean closing;

    /**
     * Watches over a server.
     *
     * @param runFolder where the pid file is kept
     * @param reports takes one line about every death and restart
     */
    public Supervisor(Server server, Path runFolder, Consumer<String> reports) {
        this.server = server;
        this.pidFile = new PidFile(runFolder.resolve(server.name() + PID_SUFFIX));
        this.reports = reports;
    }

    public String name() {
        return server.name();
    }

    /** Ends whatever an earlier life left behind; only for the holder of the folder's lock. */
    public static void endLeftovers(Path runFolder) {
        if (!Files.isDirectory(runFolder)) {
            return;
        }
        try (Stream<Path> files = Files.list(runFolder)) {
            files.filter(file -> file.toString().endsWith(PID_SUFFIX))
                    .toList()
                    .forEach(file -> new PidFile(file).endLeftover());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server. It need not answer yet. */
    public synchronized void start() {
        if (closing) {
            throw new RunFailed(server.name() + " is being stopped");
        }
        try {
            launch();
        } catch (IOException e) {
            throw new RunFailed("cannot start " + server.name() + ": " + e.getMessage(), e);
        }
    }

    private void launch() throws IOException {
        ProcessHandle started = server.launch();
        process = started;
        pidFile.write(started);
        started.onExit().thenAccept(this::onExit);
    }

    private void onExit(ProcessHandle ended) {
        synchronized (this) {
            if (superseded(ended)) {
                return;
            }
        }
        var thread = new Thread(() -> restart(ended), "restart-" + server.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether nobody wants a process again for one that ended: the city ends, or somebody stopped or started it. */
    private synchronized boolean superseded(ProcessHandle ended) {
        return closing || process != ended;
    }

    private void restart(ProcessHandle ended) {
        reports.accept(server.name() + " died; starting it again");
        while (mayRestart(ended)) {
            synchronized (this) {
                if (superseded(ended)) {
                    return;
                }
                try {
                    launch();
                    return;
                } catch (IOException | RuntimeException e) {
                    reports.accept(server.name() + " does not start: " + e.getMessage());
                }
            }
        }
    }

    /** Waits until the minute has room for one more start; false when nobody wants it any more. */
    private synchronized boolean mayRestart(ProcessHandle ended) {
        while (!superseded(ended)) {
            long now = System.nanoTime();
            long minuteAgo = now - TimeUnit.MINUTES.toNanos(1);
            restarts.removeIf(at -> at < minuteAgo);
            if (restarts.size() < RESTARTS_PER_MINUTE) {
                restarts.addLast(now);
                return true;
            }
            try {
                wait(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Returns whether the server serves now. */
    public boolean answers() {
        return server.answers();
    }

    /** Returns the process of this moment. */
    public synchronized ProcessHandle process() {
        if (process == null) {
            throw new IllegalStateException(server.name() + " does not run");
        }
        return process;
    }

    /** Ends the process as {@code kill -9} does, and returns when it is dead; the supervisor will bring it back. */
    public void kill() {
        ProcessHandle killed = process();
        killed.destroyForcibly();
        killed.onExit().join();
    }

    /** Ends the server in order and leaves it ended until {@link #start()}. */
    public void stop() {
        ProcessHandle last;
        synchronized (this) {
            last = process;
            process = null;
        }
        if (last != null) {
            end(last);
        }
    }

    /** Waits until the server serves. */
    public void awaitAnswer(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!server.answers()) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed(server.name() + " does not answer after " + patience.toSeconds() + " s");
            }
            Pause.millis(100);
        }
    }

    @Override
    public void close() {
        ProcessHandle last;
        synchronized (this) {
            closing = true;
            notifyAll();
            last = process;
        }
        if (last != null) {
            end(last);
        }
        pidFile.delete();
    }

    private void end(ProcessHandle last) {
        server.requestStop(last);
        if (!PidFile.endsWithin(
                last, Boolean.getBoolean(ClassArchive.RECORDING) ? RECORDING_STOP_SECONDS : STOP_SECONDS)) {
            last.destroyForcibly();
            PidFile.awaitEnd(last, STOP_SECONDS);
        }
    }
}
