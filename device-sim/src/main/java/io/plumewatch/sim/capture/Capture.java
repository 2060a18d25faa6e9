package io.plumewatch.sim.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.sim.RunFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A capture in a file. Its events are read one after another, never all at once.
 *
 * @param startedAt when the recording began
 * @param lastMillis offset of the last event
 * @param objects what the registry must know, by kind: {@code site}, {@code vehicle}, {@code device}, in that order
 */
public record Capture(Path file, Instant startedAt, long lastMillis, long events, Map<String, List<JsonNode>> objects) {

    private static final List<String> KINDS = List.of("site", "vehicle", "device");

    /**
     * Reads a capture through once.
     *
     * @throws RunFailed naming the line that is not as it should be
     */
    public static Capture open(Path file) {
        var scan = new Scan();
        lines(file, scan::line);
        if (scan.startedAt == null) {
            throw new RunFailed(file + " is empty: a capture starts with {\"capture\":1,…}");
        }
        return new Capture(file, scan.startedAt, scan.lastMillis, scan.events, scan.objects);
    }

    /** Tells every event in the order of the file. */
    public void forEach(Consumer<CaptureEvent> told) {
        lines(file, line -> {
            if (line.has("at")) {
                told.accept(CaptureJson.read(line));
            }
        });
    }

    public List<JsonNode> devices() {
        return objects.getOrDefault("device", List.of());
    }

    private static final class Scan {

        private final Map<String, List<JsonNode>> objects = new LinkedHashMap<>();
        private @Nullable Instant startedAt;
        private long lastMillis;
        private long events;

        void line(JsonNode line) {
            if (startedAt == null) {
                startedAt = start(line);
            } else if (line.has("at")) {
                lastMillis = Math.max(lastMillis, CaptureJson.read(line).atMillis());
                events++;
            } else {
                object(line);
            }
        }

        private void object(JsonNode line) {
            for (String kind : KINDS) {
                if (line.path(kind).isObject()) {
                    objects.computeIfAbsent(kind, any -> new ArrayList<>()).add(line.get(kind));
                    return;
                }
            }
            throw new IllegalArgumentException("expected an event, a site, a vehicle or a device");
        }

        private static Instant start(JsonNode line) {
            int version = line.path("capture").asInt(0);
            if (version != CaptureWriter.VERSION) {
                throw new IllegalArgumentException(
                        "expected {\"capture\":" + CaptureWriter.VERSION + ",\"startedAt\":\"…\"}");
            }
            return Instant.parse(line.path("startedAt").asString(""));
        }
    }

    private static void lines(Path file, Consumer<JsonNode> told) {
        int number = 0;
        try (BufferedReader in = Files.newBufferedReader(file, UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    told.accept(CaptureJson.JSON.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new RunFailed("cannot read " + file + ": " + e.getMessage(), e);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new RunFailed(file + " line " + number + ": " + e.getMessage(), e);
        }
    }
}
