package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.buffer.Unpooled;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.IdentifiedBlock;
import io.plumewatch.wire.obd.ObdBlocks;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.PacketSerials;
import io.plumewatch.wire.obd.Sm2;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Terminals against a bare socket: what they send is what their profile sends. */
class ObdTerminalTests extends LineScene {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String ICCID = "89860000000000000001";
    private static final SecurityChip CHIP = SecurityChip.of(7);
    private static final Instant NOW = Instant.parse("2026-05-06T00:00:00Z");

    @ParameterizedTest
    @EnumSource(ObdProfile.class)
    void speaksItsProfile(ObdProfile profile) throws IOException {
        try (var terminal = ObdTerminal.logIn(line, plan(profile, ObdFaults.NONE), NOW, 1)) {
            terminal.sendPacket(NOW);
            terminal.sendPacket(NOW.plusSeconds(10));
        }
        var frames = frames();

        assertThat(frames).hasSize(4).allMatch(frame -> frame.vin().equals(VIN));
        for (ObdFrame frame : frames.subList(1, 3)) {
            var message = ObdDecoder.decode(frame);
            assertThat(ObdProfile.shownBy(frame.header(), message)).isEqualTo(profile);
        }
        assertThat(ObdBlocks.of(frames.get(1))).hasSize(11);
        assertThat(ObdBlocks.of(frames.get(2)))
                .hasSize(10)
                .extracting(IdentifiedBlock::blockTime)
                .startsWith(NOW.plusSeconds(1))
                .endsWith(NOW.plusSeconds(10));
    }

    @Test
    void signsWithItsChip() throws IOException {
        try (var terminal = ObdTerminal.logIn(line, plan(ObdProfile.P3, ObdFaults.NONE), NOW, 1)) {
            terminal.sendPacket(NOW);
        }
        var upload = (ObdMessage.Upload) ObdDecoder.decode(frames().get(1));

        assertThat(Sm2.verify(upload.signature(), Octets.ofHex(CHIP.publicKey()), CHIP.chipId())
                        .state())
                .isEqualTo(Sm2.State.VALID);
    }

    @Test
    void sendsWhatItLostFromItsStoreAndFillsTheGap() throws IOException {
        var serials = new PacketSerials();
        try (var terminal = ObdTerminal.logIn(line, plan(ObdProfile.P3, ObdFaults.NONE), NOW, 1)) {
            terminal.sendPacket(NOW);
            terminal.storePacket(NOW.plusSeconds(10));
            terminal.sendPacket(NOW.plusSeconds(20));
            assertThat(terminal.sendStored(NOW.plusSeconds(21))).isTrue();
            assertThat(terminal.sendStored(NOW.plusSeconds(22))).isFalse();
        }
        var missing = frames().stream()
                .map(ObdDecoder::decode)
                .filter(ObdMessage.Upload.class::isInstance)
                .map(upload -> serials.take((ObdMessage.Upload) upload).missing())
                .toList();

        assertThat(missing).containsExactly(0, 1, -1);
    }

    @Test
    void failsAsItsFaultsSay() throws IOException {
        var faults = ObdFaults.NONE.repeating(1).miscounting(1).drifting(Duration.ofHours(-3));
        try (var terminal = ObdTerminal.logIn(line, plan(ObdProfile.P1, faults), NOW, 1)) {
            terminal.sendPacket(NOW);
        }
        var cuts = cuts();

        assertThat(cuts.stream().filter(Cut.BadCheck.class::isInstance)).hasSize(2);
        var login = (ObdMessage.Login) ObdDecoder.decode(((Cut.Frame) cuts.get(0)).frame());
        assertThat(login.time()).isEqualTo(OffsetDateTime.parse("2026-05-06T05:00:00+08:00"));
    }

    @Test
    void breaksOffInTheMiddleOfAPacket() throws IOException {
        var terminal = ObdTerminal.logIn(line, plan(ObdProfile.P1, ObdFaults.NONE.breakingOff(1)), NOW, 1);

        assertThatIOException().isThrownBy(() -> terminal.sendPacket(NOW));
        assertThat(frames()).hasSize(1);
    }

    @Test
    void readsTheAnswersThatItWaitsFor() throws IOException {
        var terminal = ObdTerminal.logIn(line, plan(ObdProfile.P3, ObdFaults.NONE), NOW, 1);
        var speech = new ObdSpeech(ObdProfile.P3, VIN, CHIP, Set.of());
        var time = OffsetDateTime.parse("2026-05-06T08:00:01+08:00");
        var activation = speech.activation(time);
        answer(ObdEncoder.echo(activation));
        answer(ObdEncoder.timeSyncAnswer(speech.timeRequest(), time));
        answer(ObdEncoder.activationAnswer(activation, 1, 0));

        assertThat(terminal.askTime()).contains(time);
        assertThat(terminal.activate(NOW)).contains(new ObdMessage.ActivationAnswer(1, 0));
        terminal.sendTamperAlarm(NOW);
        terminal.close();
        assertThat(frames())
                .extracting(ObdFrame::command)
                .containsExactly(
                        ObdCommand.LOGIN,
                        ObdCommand.TIME_SYNC,
                        ObdCommand.ACTIVATION,
                        ObdCommand.TAMPER_ALARM,
                        ObdCommand.LOGOUT);
    }

    @Test
    void sendsWithoutALoginAndCountsItsStoreForItselfAsItsHabitsSay() throws IOException {
        var plan = plan(ObdProfile.P3, ObdFaults.NONE).with(TerminalHabit.NO_LOGIN, TerminalHabit.OWN_STORE_SERIALS);
        try (var terminal = ObdTerminal.logIn(line, plan, NOW, 1)) {
            terminal.sendPacket(NOW);
            terminal.sendPacket(NOW.plusSeconds(10));
            terminal.storePacket(NOW.plusSeconds(20));
            assertThat(terminal.sendStored(NOW.plusSeconds(21))).isTrue();
        }

        assertThat(frames())
                .extracting(frame -> ((ObdMessage.Upload) ObdDecoder.decode(frame)).serial())
                .containsExactly(1, 2, 1);
    }

    @Test
    void drivesOnWhenTheLineIsNew() throws IOException {
        var plan = plan(ObdProfile.P3, ObdFaults.NONE);
        var truck = plan.truck();
        ObdTerminal.logIn(line, plan, truck, NOW, 1).sendPacket(NOW);
        double before = truck.mileageKm();
        ObdTerminal.logIn(line, plan, truck, NOW, 2).sendPacket(NOW.plusSeconds(10));

        assertThat(truck.mileageKm()).isBetween(before, before + 0.3);
    }

    private static ObdTerminal.Plan plan(ObdProfile profile, ObdFaults faults) {
        return new ObdTerminal.Plan(profile, VIN, ICCID, Area.JIAOZUO, CHIP, faults);
    }

    private void answer(ObdFrame frame) throws IOException {
        peer.getOutputStream().write(frame.bytes().toArray());
    }

    private List<ObdFrame> frames() throws IOException {
        return cuts().stream()
                .filter(Cut.Frame.class::isInstance)
                .map(cut -> ((Cut.Frame) cut).frame())
                .toList();
    }

    /** Everything that came until the terminal hung up. */
    private List<Cut> cuts() throws IOException {
        var bytes = Unpooled.wrappedBuffer(peer.getInputStream().readAllBytes());
        var cutter = new ObdFrameCutter();
        var cuts = new ArrayList<Cut>();
        for (Cut cut = cutter.next(bytes); cut != null; cut = cutter.next(bytes)) {
            cuts.add(cut);
        }
        return cuts;
    }
}
