package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.obd.Octets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden bytes: frames of public test code and logs (R), frames made by hand from the field tables (S) and broken ones
 * (B), without CR LF, and what they say. Nothing here was made with our own code.
 */
public final class SampleStations {

    private static final Map<String, Octets> FRAMES = frames();

    private SampleStations() {}

    /** Returns the bytes of a frame without its CR LF. */
    public static Octets bare(String name) {
        return Objects.requireNonNull(FRAMES.get(name), name);
    }

    /** Returns the bytes of a frame as they are on the line. */
    public static Octets bytes(String name) {
        return line(bare(name).text());
    }

    /** Returns text and CR LF as bytes, one per character. */
    public static Octets line(String text) {
        return Octets.of((text + "\r\n").getBytes(ISO_8859_1));
    }

    public static Hj212Frame frame(String name) {
        return Objects.requireNonNull(Hj212FrameCutter.one(bytes(name)), name);
    }

    public static Hj212Message message(String name) {
        return ((Hj212Decoded.Ok) Hj212Decoder.decode(frame(name))).message();
    }

    /** Returns a frame with right length and check value around a segment of one byte per character. */
    public static Octets around(String segment) {
        return Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1))).bytes();
    }

    public static List<String> names() {
        return List.copyOf(FRAMES.keySet());
    }

    /** Returns the names of frames that are right and not encrypted. */
    public static List<String> intact() {
        return names().stream()
                .filter(name -> !List.of("R03", "B01", "B02", "B05", "S32").contains(name))
                .toList();
    }

    /** Returns what is stated of the frames, an object each. */
    public static List<JsonNode> stated() {
        var mapper = JsonMapper.builder().build();
        return lines("stated.jsonl").stream()
                .map(line -> (JsonNode) mapper.readTree(line))
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
        return new String(Resource.read(resource), UTF_8).lines().toList();
    }
}
