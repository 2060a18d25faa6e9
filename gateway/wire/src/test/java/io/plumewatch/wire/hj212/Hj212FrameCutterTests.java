package io.plumewatch.wire.hj212;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.plumewatch.wire.hj212.Hj212Frame.CrcKind;
import io.plumewatch.wire.hj212.Hj212Frame.LengthRule;
import io.plumewatch.wire.obd.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class Hj212FrameCutterTests {

    final Hj212FrameCutter cutter = new Hj212FrameCutter(Hj212Frame.MAX_SEGMENT);

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.hj212.SampleStations#stated")
    void judgesLengthAndCheckValueOfEveryFrame(JsonNode stated) {
        var cut = Objects.requireNonNull(
                cutter.next(buffer(SampleStations.bytes(stated.path("name").asString()))));
        var frame = cut instanceof Hj212Cut.Frame whole ? whole.frame() : ((Hj212Cut.BadCheck) cut).frame();

        assertThat(frame.declaredLength())
                .isEqualTo(stated.path("declaredLength").asInt());
        assertThat(frame.segmentLength()).isEqualTo(stated.path("segmentLength").asInt());
        assertThat(frame.lengthRule().name())
                .isEqualTo(stated.path("lengthRule").asString());
        assertThat(frame.crcSent()).isEqualTo(stated.path("crcSent").asString());
        assertThat(frame.crcComputed()).isEqualTo(stated.path("crcComputed").asString());
        boolean right =
                frame.crcSent().equalsIgnoreCase(frame.crcComputed()) && frame.lengthRule() != LengthRule.MISMATCH;
        assertThat(cut instanceof Hj212Cut.Frame).isEqualTo(right);
        assertThat(cut.consumed()).isEqualTo(frame.bytes().length());
    }

    @Test
    void findsTheFramesOfAStreamHoweverItIsSplit() {
        String stream = "\u0003##x" + text("S01") + "#" + text("S05") + text("S32") + bare("S06") + text("R02")
                + text("B03") + text("B01") + text("B02") + text("S21");
        byte[] bytes = stream.getBytes(ISO_8859_1);
        List<String> expected = List.of(
                "garbage 4",
                "frame S01",
                "garbage 1",
                "frame S05",
                "bad S32",
                "frame S06",
                "frame R02",
                "frame B03",
                "bad B01",
                "bad B02",
                "frame S21");
        for (int split = 0; split <= bytes.length; split++) {
            ByteBuf in = Unpooled.buffer();
            var found = new ArrayList<String>();
            in.writeBytes(bytes, 0, split);
            drain(in, found);
            in.writeBytes(bytes, split, bytes.length - split);
            drain(in, found);

            assertThat(joined(found)).as("split at %d", split).isEqualTo(expected);
            assertThat(in.isReadable()).isFalse();
        }
    }

    @Test
    void waitsForCrLfAndTakesTheFrameWithoutItWhenNothingComes() {
        ByteBuf in = buffer(SampleStations.bare("S02"));
        assertThat(cutter.next(in)).isNull();
        in.writeByte('\r');
        assertThat(cutter.next(in)).isNull();

        assertThat(cutter.atSilence(in))
                .isInstanceOfSatisfying(
                        Hj212Cut.Frame.class,
                        cut -> assertThat(cut.frame().tailLength()).isOne());
    }

    @Test
    void givesAHalfFrameUpWhenAWholeOneFollows() {
        String half = text("S01").substring(0, 60);
        ByteBuf in = buffer(half + text("S02"));

        assertThat(cutter.next(in))
                .isEqualTo(new Hj212Cut.Garbage(Octets.of(half.getBytes(ISO_8859_1)), Hj212Cut.Reason.HALF_FRAME));
        assertThat(cutter.next(in)).isInstanceOf(Hj212Cut.Frame.class);
    }

    @Test
    void givesAHalfFrameUpWhenAskedTo() {
        ByteBuf in = buffer(text("S01").substring(0, 60));
        assertThat(cutter.next(in)).isNull();
        assertThat(cutter.atSilence(in)).isNull();

        assertThat(cutter.dropHalf(in))
                .isInstanceOfSatisfying(
                        Hj212Cut.Garbage.class,
                        cut -> assertThat(cut.consumed()).isEqualTo(60));
        assertThat(cutter.dropHalf(in)).isNull();
    }

    @Test
    void neverWaitsForMoreThanTheLimit() {
        ByteBuf in = buffer("##9999");

        assertThat(cutter.next(in)).isEqualTo(new Hj212Cut.Garbage(Octets.ofHex("23"), Hj212Cut.Reason.TOO_LONG));
    }

    @Test
    void takesALongerSegmentWhereTheLimitAllowsIt() {
        Octets bytes = SampleStations.around("CN=2011;MN=1;CP=&&a34004-Rtd=" + "1".repeat(1_200) + "&&");

        assertThat(cutter.next(buffer(bytes))).isInstanceOf(Hj212Cut.Garbage.class);
        assertThat(new Hj212FrameCutter(2_048).next(buffer(bytes))).isInstanceOf(Hj212Cut.Frame.class);
    }

    @Test
    void tellsAModbusCheckValueFromAWrongOne() {
        String segment = bare("S02").substring(6, 93);
        String sent = Hj212Crc.modbusLowByteFirst(Octets.of(segment.getBytes(ISO_8859_1)));
        ByteBuf in = buffer("##0087" + segment + sent + "\r\n");

        assertThat(cutter.next(in)).isInstanceOfSatisfying(Hj212Cut.BadCheck.class, cut -> {
            assertThat(cut.frame().crcKind()).isEqualTo(CrcKind.MODBUS_SWAPPED);
            assertThat(cut.consumed()).isEqualTo(99);
        });
    }

    @ParameterizedTest
    @CsvSource({"##0087, ##87", "##0140, ##140"})
    void takesALengthWithoutLeadingZeros(String padded, String bare) {
        String name = padded.equals("##0087") ? "S02" : "S14";
        ByteBuf in = buffer(text(name).replace(padded, bare));

        assertThat(cutter.next(in))
                .isInstanceOfSatisfying(
                        Hj212Cut.Frame.class,
                        cut -> assertThat(cut.frame().segmentAt()).isEqualTo(bare.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "##", "##0", "##0087", "##87Q"})
    void waitsWhereAHeaderMayStillCome(String text) {
        assertThat(cutter.next(buffer(text))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "#x, 2", "##x1, 4", "##00A1, 6", "##8Q, 4", "##012Q, 6", "###x, 4"})
    void skipsWhatCanBeNoHeader(String text, int garbage) {
        assertThat(cutter.next(buffer(text))).isInstanceOfSatisfying(Hj212Cut.Garbage.class, cut -> {
            assertThat(cut.reason()).isEqualTo(Hj212Cut.Reason.NO_HEADER);
            assertThat(cut.consumed()).isEqualTo(garbage);
        });
    }

    @Test
    void endsABrokenLengthAtTheFormOfAnEnd() {
        ByteBuf in = buffer(text("S14").replace("##0140", "##0150") + text("S02"));

        assertThat(cutter.next(in)).isInstanceOfSatisfying(Hj212Cut.BadCheck.class, cut -> {
            assertThat(cut.frame().lengthRule()).isEqualTo(LengthRule.MISMATCH);
            assertThat(cut.frame().segmentLength()).isEqualTo(140);
        });
        assertThat(cutter.next(in)).isInstanceOf(Hj212Cut.Frame.class);
    }

    @Test
    void looksForAnEndNoFurtherThanTheLimit() {
        ByteBuf in = buffer("##0010CN=2011;CP=&&" + "x".repeat(2_000) + "&&0000\r\n");

        assertThat(cutter.next(in)).isInstanceOf(Hj212Cut.Garbage.class);
    }

    @Test
    void readsOneFrameOnlyFromBytesThatAreOne() {
        assertThat(Hj212FrameCutter.one(SampleStations.bytes("S02"))).isNotNull();
        assertThat(Hj212FrameCutter.one(SampleStations.bare("S02"))).isNotNull();
        assertThat(Hj212FrameCutter.one(SampleStations.bytes("B01"))).isNull();
        assertThat(Hj212FrameCutter.one(Octets.of((text("S02") + "x").getBytes(ISO_8859_1))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_023, 10_000})
    void refusesALimitThatTheProtocolDoesNotKnow(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hj212FrameCutter(limit))
                .withMessage("maxSegmentBytes is " + limit + " but must be 1024..9999");
    }

    private void drain(ByteBuf in, List<String> found) {
        for (Hj212Cut cut = cutter.next(in); cut != null; cut = cutter.next(in)) {
            if (cut instanceof Hj212Cut.Garbage) {
                found.add("garbage " + cut.consumed());
            } else {
                boolean whole = cut instanceof Hj212Cut.Frame;
                var frame = whole ? ((Hj212Cut.Frame) cut).frame() : ((Hj212Cut.BadCheck) cut).frame();
                found.add((whole ? "frame " : "bad ") + name(frame.bytes()));
            }
        }
    }

    /** Two runs of garbage that a split has made of one are one again. */
    private static List<String> joined(List<String> found) {
        var joined = new ArrayList<String>();
        for (String one : found) {
            String last = joined.isEmpty() ? "" : joined.get(joined.size() - 1);
            if (one.startsWith("garbage ") && last.startsWith("garbage ")) {
                int sum = Integer.parseInt(last.substring(8)) + Integer.parseInt(one.substring(8));
                joined.set(joined.size() - 1, "garbage " + sum);
            } else {
                joined.add(one);
            }
        }
        return joined;
    }

    private static String name(Octets bytes) {
        return SampleStations.names().stream()
                .filter(name ->
                        SampleStations.bare(name).text().equals(bytes.text().strip()))
                .findFirst()
                .orElse("?");
    }

    private static String text(String name) {
        return SampleStations.bytes(name).text();
    }

    private static String bare(String name) {
        return SampleStations.bare(name).text();
    }

    private static ByteBuf buffer(Octets bytes) {
        return Unpooled.buffer().writeBytes(bytes.toArray());
    }

    private static ByteBuf buffer(String text) {
        return Unpooled.buffer().writeBytes(text.getBytes(ISO_8859_1));
    }
}
