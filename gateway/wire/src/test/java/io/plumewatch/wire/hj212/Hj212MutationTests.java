package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.explain.Explain;
import io.plumewatch.wire.obd.Octets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a station sends, nothing is thrown and no byte is counted twice. */
class Hj212MutationTests {

    private static final int TRIES = 20_000;

    private static final List<String> NAMES = SampleStations.names();

    final Hj212FrameCutter cutter = new Hj212FrameCutter(Hj212Frame.MAX_SEGMENT);

    @Test
    void neverThrowsOutOfTheCutterOrTheDecoder() {
        for (int seed = 0; seed < TRIES; seed++) {
            var random = new SplittableRandom(seed);
            String bytes = mutated(two(seed, random), random);
            assertThat(consumed(bytes, random.nextInt(bytes.length() + 1)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes.length());
        }
    }

    @Test
    void neverThrowsOutOfTheDecoderWhenTheCheckValueIsRight() {
        for (int seed = 0; seed < TRIES; seed++) {
            var random = new SplittableRandom(seed);
            String bare = SampleStations.bare(NAMES.get(seed % NAMES.size())).text();
            String segment = mutated(bare.substring(6, bare.length() - 4), random);

            var frame = Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1)));
            read(frame);
            int shown = Hj212Part.of(frame).stream().mapToInt(Hj212Part::length).sum();
            assertThat(shown).as("seed %d", seed).isEqualTo(segment.length());
        }
    }

    @Test
    void neverThrowsOutOfTheExplanation() {
        for (int seed = 0; seed < TRIES / 10; seed++) {
            var random = new SplittableRandom(seed);
            String bytes =
                    mutated(SampleStations.bytes(NAMES.get(seed % NAMES.size())).text(), random);
            byte[] octets = bytes.getBytes(ISO_8859_1);

            var explanation = Explain.line(HexFormat.of().formatHex(octets));
            int shown =
                    explanation.rows().stream().mapToInt(row -> row.length()).sum();
            assertThat(shown).as("seed %d", seed).isEqualTo(bytes.length());
            var stream = Explain.binary();
            stream.feed(octets);
            assertThat(stream.end()).isNotNull();
        }
    }

    /** Cuts the bytes in two portions, reads what comes, and returns how many bytes left or are still waiting. */
    private int consumed(String bytes, int split) {
        ByteBuf in = Unpooled.buffer(bytes.length());
        int consumed = 0;
        for (String portion : List.of(bytes.substring(0, split), bytes.substring(split))) {
            in.writeBytes(portion.getBytes(ISO_8859_1));
            for (Hj212Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
                consumed += taken(cut);
            }
        }
        for (Hj212Cut cut = cutter.atSilence(in); cut != null; cut = cutter.atSilence(in)) {
            consumed += taken(cut);
        }
        for (var half = cutter.dropHalf(in); half != null; half = cutter.dropHalf(in)) {
            consumed += half.consumed();
        }
        return consumed + in.readableBytes();
    }

    private static int taken(Hj212Cut cut) {
        assertThat(cut.consumed()).isPositive();
        if (cut instanceof Hj212Cut.Frame whole) {
            read(whole.frame());
        } else if (cut instanceof Hj212Cut.BadCheck bad) {
            read(bad.frame());
        }
        return cut.consumed();
    }

    private static void read(Hj212Frame frame) {
        if (Hj212Decoder.decode(frame) instanceof Hj212Decoded.Ok ok) {
            assertThat(Hj212Readings.of(ok.message(), UnitProfile.byDefault())).isNotNull();
        }
    }

    private static String two(int seed, SplittableRandom random) {
        return SampleStations.bytes(NAMES.get(seed % NAMES.size())).text()
                + SampleStations.bytes(NAMES.get(random.nextInt(NAMES.size()))).text();
    }

    private static String mutated(String original, SplittableRandom random) {
        var bytes = new StringBuilder(original);
        for (int i = random.nextInt(1, 5); i > 0 && bytes.length() > 0; i--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(5)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.insert(at, (char) random.nextInt(256));
                case 2 -> bytes.deleteCharAt(at);
                case 3 -> bytes.setCharAt(at, ";,=&#/0\r".charAt(random.nextInt(8)));
                default -> bytes.setLength(at);
            }
        }
        return bytes.toString();
    }
}
