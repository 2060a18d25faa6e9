package io.plumewatch.wire.hj212;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.Unpooled;
import io.plumewatch.wire.obd.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hj212RoundTripTests {

    @Test
    void readsWhatItWroteInEveryEdition() {
        for (int seed = 0; seed < 3_000; seed++) {
            var message = message(new SplittableRandom(seed));
            var frame = Hj212Encoder.frame(message);
            var cut = new Hj212FrameCutter(Hj212FrameCutter.MAX_SEGMENT)
                    .next(Unpooled.wrappedBuffer(frame.bytes().toArray()));

            assertThat(cut).as("seed %d", seed).isEqualTo(new Hj212Cut.Frame(frame));
            assertThat(Hj212Decoder.decode(frame)).as("seed %d", seed).isEqualTo(new Hj212Decoded.Ok(message));
        }
    }

    /** Those that keep to the standard come out as they went in, byte for byte. */
    @ParameterizedTest
    @ValueSource(strings = {"R01", "R05", "R20", "R21", "S01", "S02", "S05", "S07", "S10", "S17", "S21", "S25", "S26"})
    void writesGoldenFramesAsTheyAre(String name) {
        assertThat(Hj212Encoder.frame(SampleStations.message(name)).bytes()).isEqualTo(SampleStations.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("io.plumewatch.wire.hj212.SampleStations#intact")
    void saysTheSameAfterBeingWrittenAgain(String name) {
        var message = SampleStations.message(name);
        var again = (Hj212Decoded.Ok) Hj212Decoder.decode(Hj212Encoder.frame(message));

        assertThat(again.message().items())
                .extracting(CpItem::key, CpItem::value)
                .isEqualTo(message.items().stream()
                        .map(item -> tuple(item.key(), item.value()))
                        .toList());
        assertThat(again.message().edition()).isEqualTo(message.edition());
    }

    private static Hj212Message message(SplittableRandom random) {
        var edition = Edition.values()[random.nextInt(3)];
        boolean split = random.nextBoolean();
        String cn = List.of("2011", "2051", "2061", "2031", "9014", "1013").get(random.nextInt(6));
        boolean answer = Hj212Command.isAnswer(cn);
        return new Hj212Message(
                Hj212Time.millis(Instant.ofEpochMilli(1_773_540_000_000L + random.nextInt())),
                answer ? "91" : "22",
                cn,
                "123456",
                "410500A8900016F000169DC1",
                Hj212Flag.of(edition, split, !answer && random.nextBoolean()),
                split ? Integer.valueOf(9) : null,
                split ? Integer.valueOf(random.nextInt(1, 10)) : null,
                edition == Edition.E2025 && random.nextBoolean(),
                items(random),
                Set.of());
    }

    private static List<CpItem> items(SplittableRandom random) {
        var items = new ArrayList<CpItem>();
        int groups = random.nextInt(12);
        for (int group = 0; group < groups; group++) {
            String code = "a" + (10_000 + group);
            items.add(new CpItem(code + "-Avg", Integer.toString(random.nextInt()), group));
            if (random.nextBoolean()) {
                items.add(new CpItem(code + "-Info", "//a;b,c=采样&&//", group));
            }
            items.add(new CpItem(code + "-Flag", "N", group));
        }
        return items;
    }

    @Test
    void refusesASegmentThatNoLengthCanAnnounce() {
        assertThatIllegalArgumentException().isThrownBy(() -> Hj212Encoder.frame(Octets.of(new byte[10_000])));
    }
}
