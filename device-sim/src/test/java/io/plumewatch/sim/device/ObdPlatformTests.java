package io.plumewatch.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.buffer.Unpooled;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdProfile;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A platform against a bare socket, which has its answers ready. */
class ObdPlatformTests extends LineScene {

    private static final Instant NOW = Instant.parse("2026-05-06T00:00:00Z");
    private static final List<ObdTerminal.Plan> PLANS = List.of(plan("LGDCHA1G8MA127733"), plan("LGDCHA1G8MA127744"));

    @Test
    void forwardsWhatAllItsTerminalsSayOverOneLine() throws IOException {
        answer(ObdCommand.ACTIVATION, 1);
        answer(ObdCommand.LOGIN, 1);
        answer(ObdCommand.LOGIN, 1);
        answer(ObdCommand.REAL_TIME, 1);
        answer(ObdCommand.REAL_TIME, 1);
        try (var platform = ObdPlatform.logIn(line, "maker-0001", "password", PLANS, NOW, 1)) {
            platform.forward(NOW);
        }
        List<ObdFrame> frames = frames();

        assertThat(frames).allMatch(frame -> frame.header().isPlatform());
        assertThat(frames).extracting(ObdFrame::command).containsExactly(7, 1, 1, 2, 2, 8);
        assertThat(frames.subList(3, 5))
                .extracting(ObdFrame::vin)
                .containsExactly(PLANS.get(0).vin(), PLANS.get(1).vin());
    }

    @Test
    void hangsUpWhenATerminalOfItsIsRefused() throws IOException {
        answer(ObdCommand.ACTIVATION, 1);
        answer(ObdCommand.LOGIN, 3);

        assertThatIOException()
                .isThrownBy(() -> ObdPlatform.logIn(line, "maker-0001", "password", PLANS, NOW, 1))
                .withMessageContaining("flag 3");
        assertThat(frames()).hasSize(2);
    }

    private static ObdTerminal.Plan plan(String vin) {
        return new ObdTerminal.Plan(ObdProfile.P4, vin, "89860000000000000001", Area.JIAOZUO, null, ObdFaults.NONE);
    }

    private void answer(int command, int flag) throws IOException {
        var login = new ObdSpeech(ObdProfile.P4, PLANS.get(0).vin(), null, Set.of())
                .login(OffsetDateTime.parse("2026-05-06T08:00:01+08:00"), 1, "");
        var request = ObdEncoder.frame(
                login.header().with(login.header().start(), command),
                login.data().toArray());
        peer.getOutputStream()
                .write(ObdEncoder.platformAnswer(request, flag).bytes().toArray());
    }

    private List<ObdFrame> frames() throws IOException {
        var bytes = Unpooled.wrappedBuffer(peer.getInputStream().readAllBytes());
        var cutter = new ObdFrameCutter();
        var frames = new ArrayList<ObdFrame>();
        for (Cut cut = cutter.next(bytes); cut != null; cut = cutter.next(bytes)) {
            frames.add(((Cut.Frame) cut).frame());
        }
        return frames;
    }
}
