package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.explain.Explain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a device sends, nothing is thrown and no byte is counted twice. */
class ObdMutationTests {

    private static final int TRIES = 100_000;

    final ObdFrameCutter cutter = new ObdFrameCutter();

    @Test
    void neverThrowsOutOfTheCutterOrTheDecoder() {
        List<String> names = SampleFrames.names();
        for (int seed = 0; seed < TRIES; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes =
                    mutated(SampleFrames.bytes(names.get(seed % names.size())).toArray(), random);
            assertThat(consumed(bytes, random.nextInt(bytes.length + 1)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes.length);
        }
    }

    @Test
    void neverThrowsOutOfTheDecoderWhenTheCheckByteIsRight() {
        List<String> names = SampleFrames.names();
        for (int seed = 0; seed < TRIES / 2; seed++) {
            var random = new SplittableRandom(seed);
            var frame = SampleFrames.frame(names.get(seed % names.size()));
            byte[] data = mutated(frame.data().toArray(), random);
            var mutated = ObdEncoder.frame(frame.header(), data);
            var again = ObdEncoder.encode(mutated.header(), ObdDecoder.decode(mutated));

            assertThat(again.dataLength()).as("seed %d", seed).isEqualTo(data.length);
        }
    }

    @Test
    void neverThrowsOutOfTheExplanation() {
        List<String> names = SampleFrames.names();
        for (int seed = 0; seed < TRIES / 20; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes =
                    mutated(SampleFrames.bytes(names.get(seed % names.size())).toArray(), random);

            var explanation = Explain.line(HexFormat.of().formatHex(bytes));
            int shown =
                    explanation.rows().stream().mapToInt(row -> row.length()).sum();
            assertThat(shown).as("seed %d", seed).isEqualTo(bytes.length);
        }
    }

    /** Cuts the bytes in two portions, decodes what comes, and returns how many bytes left or are still waiting. */
    private int consumed(byte[] bytes, int split) {
        ByteBuf in = Unpooled.buffer(bytes.length);
        int consumed = 0;
        for (byte[] portion : List.of(Arrays.copyOf(bytes, split), Arrays.copyOfRange(bytes, split, bytes.length))) {
            in.writeBytes(portion);
            for (Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
                consumed += cut.consumed();
                if (cut instanceof Cut.Frame frame) {
                    assertThat(ObdDecoder.decode(frame.frame())).isNotNull();
                }
            }
        }
        return consumed + in.readableBytes();
    }

    private static byte[] mutated(byte[] original, SplittableRandom random) {
        var bytes = new ArrayList<Byte>(original.length);
        for (byte b : original) {
            bytes.add(b);
        }
        for (int i = random.nextInt(1, 5); i > 0 && !bytes.isEmpty(); i--) {
            int at = random.nextInt(bytes.size());
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.add(at, (byte) random.nextInt(256));
                case 2 -> bytes.remove(at);
                default -> bytes.subList(at, bytes.size()).clear();
            }
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }
}
