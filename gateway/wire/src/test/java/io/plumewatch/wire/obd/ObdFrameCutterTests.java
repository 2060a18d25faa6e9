package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObdFrameCutterTests {

    final ObdFrameCutter cutter = new ObdFrameCutter();

    /** What was cut, and where it stood. */
    record Found(int offset, Cut cut) {}

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.obd.SampleFrames#names")
    void judgesTheCheckByteOfEveryFrame(String name) {
        var bytes = SampleFrames.bytes(name);
        var expected = name.equals("S18") || name.equals("I12") ? Cut.BadCheck.class : Cut.Frame.class;

        assertThat(cutter.next(Unpooled.wrappedBuffer(bytes.toArray()))).isInstanceOf(expected);
    }

    @ParameterizedTest(name = "{0}: frames at {1}, {2} wrong check bytes, {3} bytes of garbage")
    @CsvSource(delimiter = '|', textBlock = """
            GS1 | 0 170 340 | 0 | 0
            GS2 | 164 334   | 0 | 164
            GS3 | 3 173 343 | 0 | 7
            GS4 | 182 352   | 1 | 186
            S19 | 2         | 0 | 3
            """)
    void findsTheFramesOfAStreamHoweverItIsSplit(String name, String offsets, int badChecks, int garbage) {
        byte[] stream = SampleFrames.bytes(name).toArray();
        for (int split = 0; split <= stream.length; split++) {
            var found = cut(stream, split);

            assertThat(offsetsOf(found)).as("split at %d", split).isEqualTo(offsets);
            assertThat(found.stream().filter(f -> f.cut() instanceof Cut.BadCheck))
                    .hasSize(badChecks);
            assertThat(garbageOf(found)).isEqualTo(garbage);
        }
    }

    @Test
    void findsTheSameFramesByteByByte() {
        byte[] stream = SampleFrames.bytes("GS4").toArray();
        ByteBuf in = Unpooled.buffer();
        var frames = new ArrayList<Octets>();
        for (byte b : stream) {
            in.writeByte(b);
            for (Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
                if (cut instanceof Cut.Frame frame) {
                    frames.add(frame.frame().bytes());
                }
            }
        }

        assertThat(frames)
                .containsExactly(
                        SampleFrames.bytes("GS4").slice(182, 352),
                        SampleFrames.bytes("GS4").slice(352, 522));
    }

    @Test
    void keepsAHalfFrameUntilTheRestComes() {
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(SampleFrames.bytes("S19").toArray());
        while (cutter.next(in) != null) {}
        assertThat(in.readableBytes()).isEqualTo(50);

        in.writeBytes(SampleFrames.bytes("S2").slice(50, 71).toArray());

        assertThat(cutter.next(in)).isEqualTo(new Cut.Frame(SampleFrames.frame("S2")));
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void waitsForTheLongestFrameOfAll() {
        byte[] data = new byte[ObdFrame.MAX_DATA];
        var frame = ObdEncoder.frame(ObdHeader.terminal(0x81, "LSTTEST0000000001", 1), data);
        ByteBuf in = Unpooled.wrappedBuffer(frame.bytes().toArray());

        assertThat(cutter.next(in.slice(0, 65_555))).isNull();
        assertThat(cutter.next(in)).isEqualTo(new Cut.Frame(frame));
    }

    @Test
    void goesOnAfterALengthAboveTheLimit() {
        ByteBuf in = Unpooled.wrappedBuffer(
                SampleFrames.bytes("A1").toArray(), SampleFrames.bytes("S1").toArray());
        var strict = new ObdFrameCutter(100);

        assertThat(strict.next(in)).isEqualTo(new Cut.Garbage(Octets.ofHex("23"), Cut.Reason.TOO_LONG));
        assertThat(strict.next(in))
                .isInstanceOfSatisfying(
                        Cut.Garbage.class, g -> assertThat(g.consumed()).isEqualTo(197));
        assertThat(strict.next(in)).isEqualTo(new Cut.Frame(SampleFrames.frame("S1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23", "2323", "7E7E", "232302", "23230241", "2323C5FE"})
    void waitsWhereAHeaderMayStillCome(String hex) {
        assertThat(cutter.next(Unpooled.wrappedBuffer(Octets.ofHex(hex).toArray())))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "00, 1",
        "2300, 2",
        "237E, 1",
        "232300, 3",
        "23230A41, 4",
        "2323FF41, 4",
        "23230220, 4",
        "23230204, 4",
        "2323026C, 4",
        "3333232301, 2"
    })
    void skipsWhatCanBeNoHeader(String hex, int garbage) {
        ByteBuf in = Unpooled.wrappedBuffer(Octets.ofHex(hex).toArray());

        assertThat(cutter.next(in)).isInstanceOfSatisfying(Cut.Garbage.class, g -> {
            assertThat(g.reason()).isEqualTo(Cut.Reason.NO_HEADER);
            assertThat(g.consumed()).isEqualTo(garbage);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 65_557})
    void refusesALimitThatTheProtocolDoesNotKnow(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObdFrameCutter(limit))
                .withMessage("maxFrameBytes is " + limit + " but must be 25..65556");
    }

    private List<Found> cut(byte[] stream, int split) {
        var found = new ArrayList<Found>();
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(stream, 0, split);
        drain(in, found);
        in.writeBytes(stream, split, stream.length - split);
        drain(in, found);
        return found;
    }

    private void drain(ByteBuf in, List<Found> found) {
        int offset = in.readerIndex();
        for (Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
            found.add(new Found(offset, cut));
            offset = in.readerIndex();
        }
    }

    private static String offsetsOf(List<Found> found) {
        return found.stream()
                .filter(f -> f.cut() instanceof Cut.Frame)
                .map(f -> Integer.toString(f.offset()))
                .collect(Collectors.joining(" "));
    }

    private static int garbageOf(List<Found> found) {
        return found.stream()
                .filter(f -> !(f.cut() instanceof Cut.Frame))
                .mapToInt(f -> f.cut().consumed())
                .sum();
    }
}
