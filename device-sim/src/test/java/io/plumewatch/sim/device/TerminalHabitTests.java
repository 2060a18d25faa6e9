package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.driving.Powertrain;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.ObdBlock;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a terminal with a habit says is still read, and read as what it means. */
class TerminalHabitTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-05-06T08:00:01+08:00");
    private static final Diagnostics SAID = new Diagnostics(
            1,
            0,
            0xDEA0,
            0,
            Octets.of(new byte[17]),
            Octets.of(new byte[18]),
            Octets.of(new byte[18]),
            Octets.of(new byte[36]),
            0,
            List.of());

    @Test
    void startsWithTildes() {
        assertThat(frame(ObdProfile.P3, Powertrain.DIESEL, TerminalHabit.TILDES)
                        .header()
                        .start())
                .isEqualTo(ObdHeader.Start.TILDES);
    }

    @Test
    void leavesOutTheTimeOfWhatWasReadOnceAndIsTakenForThePackets() {
        byte[] bytes = frame(ObdProfile.P3, Powertrain.DIESEL, TerminalHabit.ZERO_BLOCK_TIME)
                .data()
                .toArray();
        assertThat(Arrays.copyOfRange(bytes, 9, 15)).containsOnly(0);

        assertThat(blocks(ObdProfile.P3, Powertrain.DIESEL, TerminalHabit.ZERO_BLOCK_TIME)
                        .get(0)
                        .time())
                .isEqualTo(TIME);
    }

    @Test
    void fillsTheDiagnosticsUpInItsOwnWay() {
        var said = diagnostics(TerminalHabit.BLANKS_IN_CALIBRATION, TerminalHabit.RAW_CVN, TerminalHabit.NO_IUPR);

        assertThat(said.calibrationId().text()).startsWith("SIMCAL01   ").endsWith("\0\0");
        assertThat(said.cvn().hex()).isEqualToIgnoringCase("A1B2C3D4" + "00".repeat(14));
        assertThat(said.iuprAbsent()).isTrue();
    }

    private static Diagnostics diagnostics(TerminalHabit... habits) {
        return (Diagnostics)
                blocks(ObdProfile.P1, Powertrain.DIESEL, habits).get(0).content();
    }

    @Test
    void addsABlockOfItsMakers() {
        List<ObdBlock> blocks = blocks(ObdProfile.P1, Powertrain.DIESEL, TerminalHabit.VENDOR_BLOCK);

        assertThat(blocks).hasSize(12);
        assertThat(blocks.get(11).content()).isInstanceOf(ObdBlock.Vendor.class);
    }

    @ParameterizedTest
    @EnumSource(Powertrain.class)
    void sendsTheBlocksOfItsEngine(Powertrain powertrain) {
        ObdProfile profile = powertrain == Powertrain.DIESEL_WITH_SUPPLEMENT ? ObdProfile.P1 : ObdProfile.P2;
        int each = powertrain == Powertrain.DIESEL_WITH_SUPPLEMENT || powertrain == Powertrain.HYBRID ? 2 : 1;

        assertThat(blocks(profile, powertrain))
                .hasSize(1 + 10 * each)
                .noneMatch(block -> block.content() instanceof ObdBlock.Vendor);
    }

    private static List<ObdBlock> blocks(ObdProfile profile, Powertrain powertrain, TerminalHabit... habits) {
        ObdFrame frame = frame(profile, powertrain, habits);
        return ((ObdMessage.Upload) ObdDecoder.decode(frame, profile)).blocks();
    }

    private static ObdFrame frame(ObdProfile profile, Powertrain powertrain, TerminalHabit... habits) {
        var plan = new ObdTerminal.Plan(profile, VIN, "", Area.JIAOZUO, null, ObdFaults.NONE).with(powertrain);
        return new ObdSpeech(profile, VIN, null, Set.of(habits))
                .upload(false, 1, TIME, TIME, plan.truck().seconds(10), SAID);
    }
}
