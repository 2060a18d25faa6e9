package io.plumewatch.wire.obd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketSerialsTests {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-05-06T07:00:00+08:00");

    private final PacketSerials serials = new PacketSerials();

    @Test
    void missesNothingWhileTheSerialsRun() {
        assertThat(live(1, 0)).isEqualTo(count(1, 0));
        assertThat(live(2, 10)).isEqualTo(count(1, 0));
        assertThat(live(3, 20)).isEqualTo(count(1, 0));
    }

    @Test
    void missesWhatLiesBetween() {
        live(1, 0);

        assertThat(live(5, 40)).isEqualTo(count(1, 3));
    }

    @ParameterizedTest
    @CsvSource({"57, 1, 10", "57, 56, 10", "1, 60000, 100000", "57, 57, 10"})
    void takesAJumpBackwardsOrAFarOneForANewBeginning(int before, int after, int seconds) {
        live(before, 0);

        assertThat(live(after, seconds)).isEqualTo(count(1, 0));
    }

    @Test
    void goesOnAtOneBehindTheHighest() {
        live(65_530, 0);

        assertThat(live(65_531, 10)).isEqualTo(count(1, 0));
        assertThat(live(1, 20)).isEqualTo(count(1, 0));
        assertThat(live(3, 40)).isEqualTo(count(1, 1));
    }

    @Test
    void countsARepeatedPacketOnce() {
        live(7, 0);

        assertThat(live(7, 0)).isEqualTo(count(0, 0));
    }

    /** The same serial again may be a repetition or a new packet: without a time nothing tells. */
    @Test
    void goesByTheSerialsAloneWhereNothingTellsTheTime() {
        serials.take(untimed(false, 1));

        assertThat(serials.take(untimed(false, 5))).isEqualTo(count(1, 3));
        assertThat(serials.take(untimed(false, 5))).isEqualTo(count(1, 0));
        assertThat(serials.take(untimed(true, 3))).isEqualTo(count(0, 0));
        assertThat(live(7, 10)).as("the first that tells it").isEqualTo(count(1, 1));
    }

    /** Blocks may stand in any order. */
    @Test
    void takesTheEarliestAndTheLatestTimeOfAPacketInAnyOrder() {
        var shuffled = new ArrayList<>(blocks(null, 0));
        Collections.reverse(shuffled);
        serials.take(new ObdMessage.Upload(false, Layout.C, START.plusSeconds(10), 1, shuffled, null));

        assertThat(live(10, 12)).as("two seconds later").isEqualTo(count(1, 2));
    }

    /** One product counts by tens; its packets follow one another without a second between them. */
    @Test
    void missesNoMorePacketsThanSeconds() {
        live(10, 0);

        assertThat(live(20, 10)).isEqualTo(count(1, 0));
        assertThat(live(30, 20)).isEqualTo(count(1, 0));
    }

    @Test
    void countsPacketsWhereEveryBlockHasASerial() {
        serials.take(perBlock(1, 0));

        assertThat(serials.take(perBlock(11, 10))).isEqualTo(count(1, 0));
        assertThat(serials.take(perBlock(41, 40))).isEqualTo(count(1, 2));
    }

    @Test
    void fillsAGapWithWhatComesLateWhateverItsSerial() {
        live(1, 0);
        live(4, 30);

        assertThat(stored(900, 10)).isEqualTo(count(1, -1));
        assertThat(stored(900, 10)).as("the same again").isEqualTo(count(0, 0));
        assertThat(stored(3, 20)).isEqualTo(count(1, -1));
        assertThat(stored(3, 25)).as("more than were missing").isEqualTo(count(0, 0));
        assertThat(stored(3, -500)).as("from before the gap").isEqualTo(count(0, 0));
    }

    @Test
    void endsWhereItWouldHaveWithoutTheLossWhenEverythingComesLate() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            var run = new PacketSerials();
            var late = IntStream.range(2, 100)
                    .filter(i -> random.nextInt(10) == 0)
                    .limit(15)
                    .boxed()
                    .toList();
            int received = 0;
            int missing = 0;
            for (int i = 1; i <= 100; i++) {
                if (!late.contains(i)) {
                    var count = run.take(packet(false, i, 10 * i));
                    received += count.received();
                    missing += count.missing();
                }
            }
            assertThat(missing).as("seed %d", seed).isEqualTo(late.size());
            for (int i : late) {
                var count = run.take(packet(true, i, 10 * i));
                received += count.received();
                missing += count.missing();
            }
            assertThat(missing).as("seed %d", seed).isZero();
            assertThat(received).as("seed %d", seed).isEqualTo(100);
        }
    }

    /** The last minutes of a drive offline, then an hour parked: what is missing lies at one end of the gap. */
    @Test
    void fillsAGapWhosePacketsLieCloseTogether() {
        live(1, 0);
        assertThat(live(22, 4_000)).isEqualTo(count(1, 20));

        for (int i = 1; i <= 20; i++) {
            assertThat(stored(i + 1, 10 * i)).as("packet %d", i).isEqualTo(count(1, -1));
            assertThat(stored(i + 1, 10 * i)).as("packet %d again", i).isEqualTo(count(0, 0));
        }
    }

    /** However long a line was down, what is remembered of a gap is bounded, and late packets still count. */
    @Test
    void fillsAGapOfMonths() {
        live(1, 0);
        assertThat(live(22, 20_000_000)).isEqualTo(count(1, 20));
        for (int i = 1; i <= 20; i++) {
            assertThat(stored(i + 1, 900_000 * i)).as("packet %d", i).isEqualTo(count(1, -1));
        }
        assertThat(serials.rememberedBytes()).isLessThanOrEqualTo(4_096);
    }

    /** Many nights parked, of each of which something came late and something never. */
    @Test
    void remembersManyHalfFilledLongGapsInAFewKilobytes() {
        for (int night = 0; night < 40; night++) {
            int second = night * 200_000;
            live(1, second);
            assertThat(live(4, second + 150_000)).isEqualTo(count(1, 2));
            assertThat(stored(2, second + 149_000)).isEqualTo(count(1, -1));
            assertThat(serials.rememberedBytes()).isLessThanOrEqualTo(8 * 1024);
        }
    }

    /** A day offline, for each of thousands of terminals at once. */
    @Test
    void remembersADayOfLatePacketsInAFewKilobytes() {
        for (int day = 0; day < 20; day++) {
            int second = day * 90_000;
            live(1, second);
            assertThat(live(8_642, second + 86_410)).isEqualTo(count(1, 8_640));
            int most = 0;
            for (int i = 1; i <= 8_640; i++) {
                assertThat(stored(i + 1, second + 10 * i)).isEqualTo(count(1, -1));
                most = Math.max(most, serials.rememberedBytes());
            }
            assertThat(most).isLessThan(4_096);
        }
    }

    @Test
    void remembersNoMoreThanADayOfGapsTogether() {
        for (int gap = 0; gap < 30; gap++) {
            live(1 + gap * 2_000, gap * 20_000);
            live(1_000 + gap * 2_000, gap * 20_000 + 9_990);
            for (int i = 0; i < 998; i += 2) {
                assertThat(stored(1, gap * 20_000 + 10 + 10 * i))
                        .as("packet %d of gap %d, the newest", i, gap)
                        .isEqualTo(count(1, -1));
            }
        }
        assertThat(serials.rememberedBytes()).isLessThan(4_096);
    }

    private PacketSerials.Count live(int serial, int second) {
        return serials.take(packet(false, serial, second));
    }

    private PacketSerials.Count stored(int serial, int second) {
        return serials.take(packet(true, serial, second));
    }

    private static PacketSerials.Count count(int received, int missing) {
        return new PacketSerials.Count(received, missing);
    }

    /** Ten seconds of layout C. */
    private static ObdMessage.Upload packet(boolean supplementary, int serial, int second) {
        return new ObdMessage.Upload(
                supplementary, Layout.C, START.plusSeconds(second + 10), serial, blocks(null, second), null);
    }

    private static ObdMessage.Upload untimed(boolean supplementary, int serial) {
        return new ObdMessage.Upload(supplementary, Layout.C, null, serial, List.of(), null);
    }

    private static ObdMessage.Upload perBlock(int firstSerial, int second) {
        return new ObdMessage.Upload(
                false, Layout.A, START.plusSeconds(second), null, blocks(firstSerial, second), null);
    }

    private static List<ObdBlock> blocks(@Nullable Integer firstSerial, int second) {
        var body = Measurements.of(BlockType.ENGINE_STREAM).build();
        return IntStream.range(0, 10)
                .mapToObj(i -> new ObdBlock(
                        0x02, firstSerial == null ? null : firstSerial + i, START.plusSeconds(second + i), body, null))
                .toList();
    }
}
