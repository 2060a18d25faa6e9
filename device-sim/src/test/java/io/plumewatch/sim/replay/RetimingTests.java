package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.obd.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetimingTests {

    private static final Instant TIME = Instant.parse("2026-11-28T06:00:00Z");
    private static final Duration SHIFT = Duration.ofHours(25);
    private static final String VIN = "LGDCHA1G8MA127733";

    private final Retiming retiming = new Retiming(SHIFT);

    @Test
    void movesTimesInJsonAndNothingElse() {
        String json = "{\"passId\":\"2026-11-28\", \"measuredAt\":\"2026-11-28T23:30:00.120+08:00\",\n"
                + " \"JCSJ\":\"2026-12-31 23:00:00\",\"at\":\"2026-11-28T06:00:00Z\",\"x\":\"2026-13-77T06:00:00Z\"}";

        byte[] moved = retiming.of(CaptureEvent.mqtt(0, "RS-1", Step.UP, "pass", json.getBytes(UTF_8)))
                .bytes();

        assertThat(new String(moved, UTF_8))
                .isEqualTo(json.replace("2026-11-28T23:30:00.120+08:00", "2026-11-30T00:30:00.120+08:00")
                        .replace("2026-12-31 23:00:00", "2027-01-02 00:00:00")
                        .replace("2026-11-28T06:00:00Z", "2026-11-29T07:00:00Z"));
    }

    @Test
    void movesTheTimesOfAnAirStationAndGivesTheFrameItsNewCheckValue() {
        byte[] frame = hj212("QN=20261128140000123;ST=22;CN=2051;PW=123456;MN=AIR1;Flag=5;"
                + "CP=&&DataTime=20261128140000;a34004-Avg=35.1,a34004-Flag=N&&");

        byte[] moved = retiming.of(CaptureEvent.tcp(0, Channel.HJ212, 1, Step.UP, frame))
                .bytes();

        assertThat(moved)
                .isEqualTo(hj212("QN=20261129150000123;ST=22;CN=2051;PW=123456;MN=AIR1;Flag=5;"
                        + "CP=&&DataTime=20261129150000;a34004-Avg=35.1,a34004-Flag=N&&"));
        assertThat(retiming.asTheyWere()).isZero();
    }

    private static byte[] hj212(String segment) {
        return Hj212Encoder.frame(Octets.of(segment.getBytes(ISO_8859_1)))
                .bytes()
                .toArray();
    }

    @Test
    void movesTheTimesOfAnUnsignedTerminal() {
        byte[] now = packet(TIME);

        byte[] moved =
                retiming.of(CaptureEvent.tcp(0, Channel.OBD, 1, Step.UP, now)).bytes();

        assertThat(moved).isEqualTo(packet(TIME.plus(SHIFT)));
    }

    private static byte[] packet(Instant time) {
        return ObdTerminal.packet(VIN, Area.JIAOZUO, time, 1, new SplittableRandom(1));
    }

    @Test
    void leavesWhatIsNoWholeFrameAsItIsAndCountsIt() {
        byte[] half = java.util.Arrays.copyOf(packet(TIME), 100);

        CaptureEvent event = CaptureEvent.tcp(0, Channel.OBD, 1, Step.UP, half);

        assertThat(retiming.of(event).bytes()).isEqualTo(half);
        assertThat(retiming.asTheyWere()).isEqualTo(1);
    }

    @Test
    void changesNothingWithoutAShift() {
        var event = CaptureEvent.tcp(0, Channel.OBD, 1, Step.UP, packet(TIME));

        assertThat(new Retiming(Duration.ZERO).of(event)).isSameAs(event);
    }
}
