package io.plumewatch.sim.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.capture.CaptureEvent;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.capture.Step;
import io.plumewatch.sim.device.ObdSpeech;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.SecurityChip;
import io.plumewatch.sim.driving.Powertrain;
import io.plumewatch.sim.driving.Truck;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetimingTests {

    private static final Instant TIME = Instant.parse("2026-11-28T06:00:00Z");
    private static final Duration SHIFT = Duration.ofHours(25);
    private static final String VIN = "LGDCHA1G8MA127733";

    private static final SecurityChip CHIP = SecurityChip.of(7);
    private static final OwnChips CHIPS = new OwnChips(Map.of(VIN, CHIP));

    private final Retiming retiming = new Retiming(SHIFT, CHIPS);

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

    @ParameterizedTest
    @EnumSource(
            value = ObdProfile.class,
            names = {"P2S", "P3", "P4"})
    void signsAgainWhatOneOfOurChipsHadSigned(ObdProfile profile) {
        byte[] moved = moved(signed(profile, CHIP, TIME));

        assertThat(moved).isEqualTo(signed(profile, CHIP, TIME.plus(SHIFT)));
        assertThat(retiming.asTheyWere()).isZero();
    }

    @Test
    void leavesWhatAnotherChipSignedAsItIs() {
        byte[] foreign = signed(ObdProfile.P3, SecurityChip.of(8), TIME);

        assertThat(moved(foreign)).isEqualTo(foreign);
        assertThat(retiming.asTheyWere()).isEqualTo(1);
    }

    @Test
    void signsAnActivationAgain() {
        assertThat(moved(activation(TIME))).isEqualTo(activation(TIME.plus(SHIFT)));
    }

    private byte[] moved(byte[] bytes) {
        return retiming.of(CaptureEvent.tcp(0, Channel.OBD, 1, Step.UP, bytes)).bytes();
    }

    private static byte[] activation(Instant time) {
        return new ObdSpeech(ObdProfile.P3, VIN, CHIP, Set.of())
                .activation(time.atOffset(Traffic.CHINA))
                .bytes()
                .toArray();
    }

    private static byte[] signed(ObdProfile profile, SecurityChip chip, Instant time) {
        var at = time.atOffset(Traffic.CHINA);
        return new ObdSpeech(profile, VIN, chip, Set.of())
                .upload(
                        false,
                        1,
                        at,
                        at,
                        Truck.warm(Powertrain.DIESEL, Area.JIAOZUO, 1).seconds(10),
                        null)
                .bytes()
                .toArray();
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

        assertThat(new Retiming(Duration.ZERO, OwnChips.NONE).of(event)).isSameAs(event);
    }
}
