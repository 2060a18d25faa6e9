package io.plumewatch.wire.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.wire.instrument.TestRun.Step;
import io.plumewatch.wire.obd.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One mean of steady gas for each time that the probe is in an exhaust. */
class SteadyGasTests {

    private final BenchCodec codec = BenchCodecs.shipped("fla-502@1").orElseThrow();
    private final BenchRequest request = codec.model().pollRequests().get(0);
    private final TestRun run = TestRun.of(codec.model());
    private final List<Step> steps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T00:15:00Z");

    @Test
    void takesTheMeanOnceUntilTheProbeIsOut() {
        air(10);
        exhaust(300, 12.00);
        assertThat(finished()).hasSize(1);
        var test = finished().get(0);
        assertThat(test.kind()).isEqualTo("STEADY_GAS");
        assertThat(test.values()).extracting(PointValue::key).contains("co2Percent", "noPpm", "hcPpm", "coPercent");
        assertThat(test.values().get(0).key()).isEqualTo("hcPpm");
        assertThat(co2(test)).isBetween(11.9, 12.1);
        assertThat(test.raw()).hasSize(41);

        air(10);
        exhaust(100, 8.00);
        assertThat(finished()).hasSize(2);
        assertThat(co2(finished().get(1))).isBetween(7.9, 8.1);
    }

    @Test
    void waitsUntilTheGasHoldsStill() {
        air(10);
        for (int i = 0; i < 60; i++) {
            show(6 + i % 2 * 4, "00");
        }
        assertThat(finished()).isEmpty();
        exhaust(45, 9);
        assertThat(finished()).hasSize(1);
        assertThat(co2(finished().get(0))).isBetween(8.9, 9.1);
    }

    @Test
    void makesNothingOfAProbeThatWasDrawnTooEarly() {
        air(10);
        exhaust(20, 12);
        air(10);
        assertThat(finished()).isEmpty();
        assertThat(aborted()).containsExactly("the probe was drawn before the values were steady");
    }

    @Test
    void makesNothingOfWhatABenchMeasuresThatIsNotReady() {
        air(10);
        exhaust(20, 12);
        show(12, "05");
        assertThat(run.state()).isEqualTo(InstrumentState.NOT_READY);
        exhaust(200, 12);
        assertThat(finished()).isEmpty();
        assertThat(aborted()).containsExactly("ZERO");
    }

    @Test
    void makesNothingOfAnExhaustThatWasThereBeforeUs() {
        exhaust(300, 12);
        assertThat(finished()).isEmpty();
    }

    private void air(int polls) {
        for (int i = 0; i < polls; i++) {
            show(0.04, "00");
        }
    }

    private void exhaust(int polls, double co2) {
        for (int i = 0; i < polls; i++) {
            show(co2 + i % 3 * 0.05, "00");
        }
    }

    private void show(double co2, String status) {
        var body = Octets.ofHex("06" + "0078" + "01F4" + "%04X".formatted(Math.round(co2 * 100)) + "0032" + "0384"
                + "0320" + "0055" + "0000" + status + "0064");
        var answer = Octets.ofHex(body.hex() + Hex.of(CheckRule.of(body, 0, body.length())));
        var reading = ((BenchAnswer.Reading) codec.decode(request, answer)).reading();
        steps.add(run.take(now, reading, List.of(new Exchange(now, "01", answer.hex()))));
        now = now.plusSeconds(1);
    }

    private static double co2(FinishedTest test) {
        return test.values().stream()
                .filter(value -> value.key().equals("co2Percent"))
                .mapToDouble(value -> value.value() == null ? -1 : value.value().doubleValue())
                .sum();
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
