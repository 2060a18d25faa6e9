package io.plumewatch.wire.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.instrument.TestRun.Step;
import io.plumewatch.wire.obd.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One finished test per free acceleration, whatever happens on the way. */
class TestRunTests {

    private static final int IDLE_RPM = 700;
    private static final Duration POLL = Duration.ofMillis(100);

    private final BenchCodec codec = BenchCodecs.shipped("mqy-200@1").orElseThrow();
    private final BenchRequest request = codec.model().pollRequests().get(0);
    private final List<Step> steps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T00:15:00Z");
    private TestRun run = TestRun.of(codec.model());

    @BeforeEach
    void rest() {
        idle(120);
    }

    @Test
    void makesOneTestOfSixAccelerations() {
        Instant start = now;
        accelerate(6);
        idle(600);

        assertThat(finished()).hasSize(1);
        var test = finished().get(0);
        assertThat(test.kind()).isEqualTo("FREE_ACCELERATION");
        assertThat(test.startedAt()).isEqualTo(start);
        assertThat(test.testNo()).isEqualTo("20261122081512000");
        assertThat(test.finishedAt()).isAfter(start);
        assertThat(value(test, "absorptionK"))
                .as("mean of the last three of 0.11 … 0.16")
                .isEqualTo("0.15");
        assertThat(value(test, "peak1AbsorptionK")).isEqualTo("0.11");
        assertThat(value(test, "peak6AbsorptionK")).isEqualTo("0.16");
        assertThat(value(test, "peak6SpeedRpm")).isEqualTo("2400");
        assertThat(value(test, "oilC")).isEqualTo("85");
        assertThat(test.values()).extracting(PointValue::key).startsWith("absorptionK", "opacityPercent");
        assertThat(test.raw()).isNotEmpty().allSatisfy(exchange -> {
            assertThat(exchange.request()).isEqualTo("A65A");
            assertThat(exchange.at()).isBetween(start, test.finishedAt());
        });
        assertThat(aborted()).isEmpty();
    }

    @Test
    void countsTheSmokeThatComesAfterTheEngineSpeed() {
        accelerate(5);
        show(2_400, 0.10, 10);
        show(IDLE_RPM, 0.90, 5);
        idle(200);
        assertThat(value(finished().get(0), "peak6AbsorptionK")).isEqualTo("0.9");
    }

    @Test
    void makesTwoTestsWithARestBetween() {
        accelerate(6);
        idle(150);
        accelerate(6);
        idle(150);
        assertThat(finished()).hasSize(2);
        assertThat(finished()).extracting(FinishedTest::testNo).doesNotHaveDuplicates();
    }

    @Test
    void takesNoSurplusAccelerationForANewTest() {
        accelerate(9);
        idle(600);
        assertThat(finished()).hasSize(1);
        assertThat(aborted()).isEmpty();
        assertThat(run.running()).isFalse();
    }

    @Test
    void makesNothingOfATestThatWasLeft() {
        accelerate(4);
        idle(600);
        assertThat(finished()).isEmpty();
        assertThat(aborted()).containsExactly("stopped after 4 of 6 accelerations");
    }

    @Test
    void makesNoSecondTestAfterARestartOfOurs() {
        accelerate(3);
        run = TestRun.of(codec.model());
        accelerate(3);
        idle(600);
        assertThat(finished())
                .as("the test that was cut through is driven again")
                .isEmpty();

        accelerate(6);
        run = TestRun.of(codec.model());
        idle(600);
        assertThat(finished()).hasSize(1);
    }

    @Test
    void makesNothingOfATestThatTheLineBroke() {
        accelerate(3);
        steps.add(run.lost(tick()));
        assertThat(run.state()).isEqualTo(InstrumentState.DISCONNECTED);
        accelerate(3);
        idle(600);
        assertThat(finished()).isEmpty();
        assertThat(aborted()).containsExactly("DISCONNECTED");
        assertThat(run.state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void makesNothingOfATestWithAHole() {
        accelerate(3);
        now = now.plusSeconds(3);
        accelerate(3);
        assertThat(finished()).isEmpty();
        assertThat(aborted()).containsExactly("silent for too long");
    }

    @Test
    void seesAClockThatStandsStill() {
        accelerate(3);
        now = now.minus(POLL);
        show(IDLE_RPM, 0.02, 1);
        assertThat(aborted()).containsExactly("time stands still");
    }

    @Test
    void seesAFrozenInstrument() {
        show(2_400, 0.52, 5);
        assertThat(run.running()).isTrue();
        freeze(2_400, 0.52, 120);
        assertThat(run.state()).isEqualTo(InstrumentState.FROZEN);
        assertThat(aborted()).containsExactly("FROZEN");
        assertThat(finished()).isEmpty();
    }

    @Test
    void doesNotCallAnIdleInstrumentFrozen() {
        freeze(0, 0.00, 3_000);
        assertThat(run.state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void seesAnInstrumentThatStaysAtItsLimit() {
        show(2_400, 0.52, 5);
        show(2_400, 99.99, 60);
        assertThat(run.state()).isEqualTo(InstrumentState.LYING);
        assertThat(aborted()).containsExactly("LYING");
        idle(10);
        assertThat(run.state()).isEqualTo(InstrumentState.OK);
    }

    @Test
    void believesOneRefusalButNotThree() {
        accelerate(1);
        steps.add(run.refused(tick()));
        assertThat(run.running()).isTrue();
        steps.add(run.refused(tick()));
        steps.add(run.refused(tick()));
        assertThat(run.state()).isEqualTo(InstrumentState.NOT_READY);
        assertThat(aborted()).containsExactly("refused");
    }

    @Test
    void startsDisconnected() {
        assertThat(TestRun.of(codec.model()).state()).isEqualTo(InstrumentState.DISCONNECTED);
    }

    @Test
    void takesTheInstrumentsOwnNumberOnce() {
        for (int i = 0; i < 2; i++) {
            accelerate(5);
            number = "0042";
            accelerate(1);
            idle(150);
            number = null;
            idle(150);
        }
        assertThat(finished()).extracting(FinishedTest::testNo).containsExactly("0042");
    }

    private @Nullable String number;

    private void accelerate(int times) {
        for (int i = 1; i <= times; i++) {
            show(2_400, 0.10 + i / 100.0, 10);
            show(IDLE_RPM, 0.02, 60);
        }
    }

    private void idle(int polls) {
        show(IDLE_RPM, 0.02, polls);
    }

    /** An engine never turns quite evenly. */
    private void show(int rpm, double k, int polls) {
        for (int i = 0; i < polls; i++) {
            freeze(rpm - i % 3, k, 1);
        }
    }

    private void freeze(int rpm, double k, int polls) {
        for (int i = 0; i < polls; i++) {
            Octets answer = answer(rpm, k);
            var reading = ((BenchAnswer.Reading) codec.decode(request, answer)).reading();
            if (number != null) {
                var own = new PointValue(TestRun.TEST_NO_KEY, null, number, "", Set.of(), "");
                reading = reading.and(new BenchReading(BenchStatus.NOT_TOLD, List.of(own), Octets.NONE));
            }
            var at = tick();
            steps.add(run.take(
                    at, reading, List.of(new Exchange(at, request.bytes().hex(), answer.hex()))));
        }
    }

    private Instant tick() {
        Instant at = now;
        now = now.plus(POLL);
        return at;
    }

    private static Octets answer(int rpm, double k) {
        int opacity = (int) Math.round(1_000 * (1 - Math.exp(-k * 0.43)));
        var body = Octets.ofHex("A6%04X%04X%04X0166".formatted(opacity, Math.round(k * 100), rpm));
        return Octets.ofHex(body.hex() + Hex.of(CheckRule.of(body, 0, body.length())));
    }

    private static String value(FinishedTest test, String key) {
        return test.values().stream()
                .filter(value -> value.key().equals(key) && value.value() != null)
                .map(value -> String.valueOf(value.value()))
                .findFirst()
                .orElse("none");
    }

    private List<FinishedTest> finished() {
        return steps.stream()
                .flatMap(step -> Stream.ofNullable(step.finished()))
                .toList();
    }

    private List<String> aborted() {
        return steps.stream()
                .flatMap(step -> Stream.ofNullable(step.aborted()))
                .map(TestRun.AbortedTest::reason)
                .toList();
    }
}
