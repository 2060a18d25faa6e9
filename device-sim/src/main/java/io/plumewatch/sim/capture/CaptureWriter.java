package io.plumewatch.sim.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.city.CityFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Writes a capture as it happens; each line is on its way to the disk when the call returns. Thread-safe. Whatever
 * comes after the bound, or after {@link #close()}, is not written.
 */
public final class CaptureWriter implements AutoCloseable {

    static final int VERSION = 1;

    private final BufferedWriter out;
    private final long startNanos = System.nanoTime();
    private final long mostBytes;
    private final Set<String> known = new HashSet<>();
    private long writtenBytes;
    private long events;
    private boolean closed;

    /** Makes the file, readable by its owner only; at most about {@code mostBytes} go into it. */
    public CaptureWriter(Path file, Instant startedAt, long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        CityFolder.writePrivate(file, "");
        this.out = Files.newBufferedWriter(file, UTF_8, StandardOpenOption.APPEND);
        line(Map.of("capture", VERSION, "startedAt", startedAt.toString()));
    }

    /** Returns how long the capture runs. */
    public long nowMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    /** Notes a {@code site}, {@code vehicle} or {@code device}, once. */
    public synchronized void object(String kind, String key, JsonNode registered) {
        if (known.add(kind + "/" + key)) {
            line(Map.of(kind, registered));
        }
    }

    /** Returns whether this device's line is written. */
    public synchronized boolean knows(String deviceNo) {
        return known.contains("device/" + deviceNo);
    }

    /** Writes an event. */
    public synchronized void event(CaptureEvent event) {
        events++;
        text(CaptureJson.write(event));
    }

    /** Returns whether the file is as long as it may become. */
    public synchronized boolean full() {
        return writtenBytes >= mostBytes;
    }

    public synchronized long events() {
        return events;
    }

    private void line(Object object) {
        text(CaptureJson.JSON.writeValueAsString(object));
    }

    private synchronized void text(String line) {
        if (closed || full()) {
            return;
        }
        try {
            out.write(line);
            out.write('\n');
            out.flush();
            writtenBytes += line.length() + 1L;
        } catch (IOException e) {
            throw new UncheckedIOException("the capture cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        out.close();
    }
}
