package io.plumewatch.sim.server;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a process beyond our own death, so that the next start can end what a killed city left behind. Only for
 * the holder of the folder's lock: then whatever the file names is a leftover, unless its number has passed on to
 * another program, which the start time tells.
 */
final class PidFile {

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, process.pid() + "\n" + startOf(process).toEpochMilli() + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process that the file names, if it still is that process. */
    void endLeftover() {
        leftover().ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process, 10);
        });
        delete();
    }

    private Optional<ProcessHandle> leftover() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            Instant start = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(process -> startOf(process).equals(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Waits for a process that was told to end. */
    static void awaitEnd(ProcessHandle process, long seconds) {
        if (!endsWithin(process, seconds)) {
            throw new RunFailed("process " + process.pid() + " does not end");
        }
    }

    static boolean endsWithin(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
