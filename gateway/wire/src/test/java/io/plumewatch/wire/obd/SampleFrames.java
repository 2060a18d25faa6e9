package io.plumewatch.wire.obd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Golden bytes: frames of public test data (A, G, I, N) and frames made by hand from the field tables (S), streams of
 * them (GS, S19), and what they say. Nothing here was made with our own code.
 */
public final class SampleFrames {

    private static final Map<String, Octets> FRAMES = frames();

    private SampleFrames() {}

    /** One thing that a frame says; {@code block} is empty for the frame as a whole. */
    public record Stated(String frame, String block, String field, String value) {}

    /** Returns the bytes of a frame or stream. */
    public static Octets bytes(String name) {
        return Objects.requireNonNull(FRAMES.get(name), name);
    }

    public static ObdFrame frame(String name) {
        return new ObdFrame(bytes(name));
    }

    /** Returns the names of all frames, without the streams. */
    public static List<String> names() {
        return FRAMES.keySet().stream()
                .filter(name -> !name.startsWith("GS") && !name.equals("S19"))
                .toList();
    }

    /** Returns what the table says of one frame. */
    public static List<Stated> stated(String name) {
        return stated().stream().filter(stated -> stated.frame().equals(name)).toList();
    }

    private static List<Stated> stated() {
        return lines("values.csv").stream()
                .skip(1)
                .map(line -> line.split(";", -1))
                .map(part -> new Stated(part[0], part[1], part[2], part[3]))
                .toList();
    }

    private static Map<String, Octets> frames() {
        var frames = new LinkedHashMap<String, Octets>();
        for (String line : lines("frames.txt")) {
            int blank = line.indexOf(' ');
            frames.put(line.substring(0, blank), Octets.ofHex(line.substring(blank + 1)));
        }
        return frames;
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(SampleFrames.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
