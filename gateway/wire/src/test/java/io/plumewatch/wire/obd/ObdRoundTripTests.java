package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoding undoes decoding, for golden bytes first and then for many made-up messages. */
class ObdRoundTripTests {

    static final OffsetDateTime START = OffsetDateTime.parse("2026-11-22T08:15:02+08:00");

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.obd.SampleFrames#names")
    void encodesEveryGoldenFrameAsItCame(String name) {
        var frame = SampleFrames.frame(name);

        var again = ObdEncoder.encode(frame.header(), ObdDecoder.decode(frame));

        assertThat(again.bytes().slice(0, again.bytes().length() - 1).hex())
                .isEqualTo(frame.bytes().slice(0, frame.bytes().length() - 1).hex());
        assertThat(again.intact()).isTrue();
    }

    @Test
    void answersATimeSyncAsTerminalsExpectIt() {
        var answer = ObdEncoder.timeSyncAnswer(SampleFrames.frame("S7"), OffsetDateTime.parse("2024-05-05T23:08:05Z"));

        assertThat(answer).isEqualTo(SampleFrames.frame("S8"));
    }

    @Test
    void answersAnActivation() {
        assertThat(ObdEncoder.activationAnswer(SampleFrames.frame("S13"), 1, 0)).isEqualTo(SampleFrames.frame("S14"));
        assertThat(ObdEncoder.activationAnswer(SampleFrames.frame("S13"), 2, 2)).isEqualTo(SampleFrames.frame("S15"));
    }

    @Test
    void echoesTheStartBytesAndTheTimeOfARequest() {
        var echo = ObdEncoder.echo(SampleFrames.frame("S10"));

        assertThat(echo.bytes().hex()).startsWith("7E7E024C53").contains("180506070832");
        assertThat(echo.bytes().length()).isEqualTo(31);
        assertThat(echo.intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 20_261_128})
    void decodingUndoesEncodingHoweverTheStreamIsSplit(long seed) {
        var random = new SplittableRandom(seed);
        var cutter = new ObdFrameCutter();
        for (int i = 0; i < 500; i++) {
            var message = upload(random);
            int command = message.supplementary() ? ObdCommand.SUPPLEMENTARY : ObdCommand.REAL_TIME;
            var frame = ObdEncoder.encode(ObdHeader.terminal(command, "LSTTEST0000000001", 1), message);
            byte[] bytes = frame.bytes().toArray();
            int split = random.nextInt(bytes.length);
            ByteBuf in = Unpooled.buffer();

            in.writeBytes(bytes, 0, split);
            assertThat(cutter.next(in))
                    .as("seed %d, try %d, split at %d", seed, i, split)
                    .isNull();
            in.writeBytes(bytes, split, bytes.length - split);

            assertThat(cutter.next(in)).isEqualTo(new Cut.Frame(frame));
            assertThat(ObdDecoder.decode(frame)).as("seed %d, try %d", seed, i).isEqualTo(message);
        }
    }

    private static ObdMessage.Upload upload(SplittableRandom random) {
        var layout = List.of(Layout.A, Layout.B, Layout.C).get(random.nextInt(3));
        var time = START.plusSeconds(random.nextInt(100_000_000));
        var blocks = new ArrayList<ObdBlock>();
        int seconds = 0;
        for (int i = 0; i <= random.nextInt(10); i++) {
            boolean diagnostics = random.nextInt(5) == 0;
            var blockTime = layout != Layout.C && diagnostics ? null : time.plusSeconds(seconds);
            seconds += diagnostics ? 0 : 1;
            blocks.add(new ObdBlock(
                    diagnostics ? Diagnostics.TYPE : BlockType.ENGINE_STREAM.code(),
                    layout == Layout.A ? (Integer) random.nextInt(65_532) : null,
                    blockTime,
                    diagnostics ? diagnostics(random) : stream(random),
                    null));
        }
        // In layout B a serial from 256 on could be read as the block of layout A; vehicles start each day at 1.
        Integer serial = layout == Layout.A ? null : (Integer) random.nextInt(1, 256);
        return new ObdMessage.Upload(random.nextBoolean(), layout, time, serial, blocks, null);
    }

    private static Measurements stream(SplittableRandom random) {
        var measurements = Measurements.of(BlockType.ENGINE_STREAM)
                .set(Position.at(random.nextDouble(-180, 180), random.nextDouble(-90, 90)));
        for (ObdField field : BlockType.ENGINE_STREAM.fields()) {
            if (random.nextBoolean() && field.ordinal() < ObdField.POSITION_STATE.ordinal()) {
                measurements.set(field, field.reading(random.nextLong(1L << 8 * field.length())));
            }
        }
        return measurements.build();
    }

    private static Diagnostics diagnostics(SplittableRandom random) {
        int count = random.nextInt(6);
        return new Diagnostics(
                random.nextInt(3),
                random.nextInt(2),
                random.nextInt(65_536),
                random.nextInt(65_536),
                bytes(random, 17),
                bytes(random, 18),
                bytes(random, 18),
                bytes(random, 36),
                count,
                IntStream.range(0, count).mapToObj(i -> bytes(random, 4)).toList());
    }

    private static Octets bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }
}
