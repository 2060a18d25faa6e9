package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.plumewatch.sim.device.GasBench.Exhaust;
import io.plumewatch.sim.device.Line.ManualClock;
import io.plumewatch.wire.instrument.BenchStatus;
import io.plumewatch.wire.instrument.FinishedTest;
import io.plumewatch.wire.instrument.InstrumentState;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opacimeters and gas benches over real sockets, read by the codecs of the gateway. */
class BenchServersTests {

    private static final Duration REST = Duration.ofSeconds(12);

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({"mqy-200@1, 0.42", "mqy-200@1, 2.6", "flb-100@1, 1.1", "fty-100@1, 0.9", "mqw-5101@1, 0.03"})
    void makesOneTestThatComesNearToTheTruth(String model, double trueK) throws IOException {
        try (var opacimeter = Opacimeter.start(0, model, 7, clock);
                var line = new Line(model, opacimeter.port(), clock)) {
            line.pollFor(REST);
            opacimeter.startTest(trueK);
            line.pollFor(Duration.ofSeconds(90));

            assertThat(line.aborted).isEmpty();
            assertThat(line.finished).hasSize(1);
            assertThat(value(line.finished.get(0), "absorptionK")).isCloseTo(trueK, within(0.02 + 0.04 * trueK));
            assertThat(value(line.finished.get(0), "peak1SpeedRpm")).isBetween(2_500.0, 2_700.0);
        }
    }

    @Test
    void makesNoTestOfAVehicleThatDrivesAway() throws IOException {
        try (var opacimeter = Opacimeter.start(0, "mqy-200@1", 7, clock);
                var line = new Line("mqy-200@1", opacimeter.port(), clock)) {
            line.pollFor(REST);
            opacimeter.startTest(1.2);
            line.pollFor(Duration.ofSeconds(20));
            opacimeter.leave();
            line.pollFor(Duration.ofSeconds(60));

            assertThat(line.finished).isEmpty();
            assertThat(line.aborted).containsExactly("stopped after 3 of 6 accelerations");
        }
    }

    @Test
    void makesNoTestOfAFrozenOrSaturatedSensor() throws IOException {
        try (var opacimeter = Opacimeter.start(0, "mqy-200@1", 7, clock);
                var line = new Line("mqy-200@1", opacimeter.port(), clock)) {
            line.pollFor(REST);
            opacimeter.startTest(1.2);
            line.pollFor(Duration.ofSeconds(2));
            opacimeter.faults().set(LineFault.FROZEN);
            line.pollFor(Duration.ofSeconds(15));
            assertThat(line.state()).isEqualTo(InstrumentState.FROZEN);

            opacimeter.faults().repair();
            line.pollFor(Duration.ofSeconds(2));
            assertThat(line.state()).isEqualTo(InstrumentState.OK);
            opacimeter.faults().set(LineFault.OUT_OF_RANGE);
            line.pollFor(Duration.ofSeconds(10));
            assertThat(line.state()).isEqualTo(InstrumentState.LYING);
            assertThat(line.finished).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fla-502@1", "mq-50b@1", "nha-506@1"})
    void takesTheMeanOfAnExhaust(String model) throws IOException {
        try (var bench = GasBench.start(0, model, Duration.ofSeconds(30), 3, clock);
                var line = new Line(model, bench.port(), clock)) {
            line.pollFor(Duration.ofSeconds(10));
            assertThat(line.state()).isIn(InstrumentState.NOT_READY, InstrumentState.OK);
            line.pollFor(Duration.ofSeconds(30));
            assertThat(line.state()).isEqualTo(InstrumentState.OK);

            bench.startTest(Exhaust.dirtyDiesel(), Duration.ofSeconds(60));
            line.pollFor(Duration.ofMinutes(2));

            assertThat(line.finished).hasSize(1);
            assertThat(value(line.finished.get(0), "noPpm")).isCloseTo(1_250, within(30.0));
            assertThat(value(line.finished.get(0), "co2Percent")).isCloseTo(4.2, within(0.1));
        }
    }

    @Test
    void showsTheStatusOfTheBench() throws IOException {
        try (var bench = GasBench.start(0, "mqw-50a@1", Duration.ofSeconds(5), 3, clock);
                var line = new Line("mqw-50a@1", bench.port(), clock)) {
            line.pollFor(Duration.ofSeconds(3));
            assertThat(line.state()).isEqualTo(InstrumentState.NOT_READY);
            line.pollFor(Duration.ofSeconds(5));
            assertThat(line.state()).isEqualTo(InstrumentState.OK);
            bench.show(BenchStatus.LOW_FLOW);
            line.pollFor(Duration.ofSeconds(1));
            assertThat(line.state()).isEqualTo(InstrumentState.NOT_READY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSAL, Refused",
        "HANG, silence",
        "HALF_ANSWER, silence",
        "DISCONNECT, the end",
    })
    void hasFaultsForAQuestionAndIsWellAgain(LineFault fault, String told) throws IOException {
        try (var opacimeter = Opacimeter.start(0, "mqy-200@1", 7, clock)) {
            opacimeter.faults().next(fault, 1);
            try (var line = new Line("mqy-200@1", opacimeter.port(), clock)) {
                assertThat(line.tell(told.equals("silence") ? Line.SILENCE : Line.PATIENCE))
                        .isEqualTo(told);
            }
            try (var line = new Line("mqy-200@1", opacimeter.port(), clock)) {
                assertThat(line.tell(Line.PATIENCE)).isEqualTo("Reading");
            }
        }
    }

    @Test
    void saysTheAnswerToTheQuestionBeforeAndWrongChecks() throws IOException {
        try (var bench = GasBench.start(0, "mqw-50a@1", Duration.ZERO, 3, clock);
                var line = new Line("mqw-50a@1", bench.port(), clock)) {
            line.pollFor(Duration.ofSeconds(1));
            bench.faults().next(LineFault.ANSWER_BEFORE, 1);
            assertThat(line.tell(Line.PATIENCE)).isEqualTo("byte 1, head: expected 61, found 60");
        }
        try (var bench = GasBench.start(0, "fla-502@1", Duration.ZERO, 3, clock);
                var line = new Line("fla-502@1", bench.port(), clock)) {
            bench.faults().next(LineFault.WRONG_CHECK, 1);
            assertThat(line.tell(Line.PATIENCE)).startsWith("byte 20, check byte: expected ");
            assertThat(line.tell(Line.PATIENCE)).isEqualTo("Reading");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        try (var opacimeter = Opacimeter.start(0, "mqy-200@1", 7, clock);
                var socket = RawSocket.connect(opacimeter.port())) {
            socket.send(new byte[] {0x33});
            assertThat(socket.read(1, Line.PATIENCE)).containsExactly(0x15);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Opacimeter.start(0, "nobody@1", 7, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> Opacimeter.start(0, "fla-502@1", 7, clock));
    }

    private static double value(FinishedTest test, String key) {
        return test.values().stream()
                .filter(value -> value.key().equals(key))
                .mapToDouble(value -> value.value() == null ? -1 : value.value().doubleValue())
                .findFirst()
                .orElse(-1);
    }
}
