package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plumewatch.gateway.tcp.RateBounds;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.Layout;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What terminals of each profile get back, and how a platform speaks for them. */
class ObdProfileServerTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String PASSWORD = "password000000000001";

    private ObdBench bench = new ObdBench();

    @AfterEach
    void stop() {
        bench.close();
    }

    private void use(Map<String, AckMode> ackMode) {
        bench.close();
        bench = new ObdBench(ObdBench.settings(ObdBench.NO_TLS, ackMode, 1 << 24));
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"A", "A1", "B"})
    void answersNothingButTheTimeToTheProfilesOfGb17691(Layout layout) throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.upload(VIN, layout, 1));
            ObdBench.send(terminal, Frames.logout(VIN));
            bench.awaitEntries(3);
            ObdBench.send(terminal, Frames.timeSync(VIN));

            assertThat(ObdBench.answer(terminal).command()).isEqualTo(ObdCommand.TIME_SYNC);
        }
    }

    @Test
    void echoesEveryFrameOfATerminalThatIsFiledAsHj1239() throws IOException {
        bench.with(VIN, Frames.ICCID, null, "P3");
        try (Socket terminal = bench.connect()) {
            for (ObdFrame frame : List.of(
                    Frames.login(VIN),
                    Frames.upload(VIN, Layout.C, 1),
                    Frames.upload(VIN, Layout.C, 2, Frames.now(), true),
                    Frames.tamper(VIN),
                    Frames.logout(VIN))) {
                ObdBench.send(terminal, frame);
                assertThat(ObdBench.answer(terminal)).isEqualTo(ObdEncoder.echo(frame));
            }
            assertThat(bench.awaitEntries(5)).extracting(LogEntry::profile).containsOnly("P3@1");
        }
    }

    /** The first login tells nothing; whoever sent blocks with times once is known from then on. */
    @Test
    void echoesTheLoginOfATerminalThatHasShownItsProfile() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 1));
            assertThat(ObdBench.answer(terminal).command()).isEqualTo(ObdCommand.REAL_TIME);
            ObdBench.send(terminal, Frames.login(VIN));

            assertThat(ObdBench.answer(terminal).command()).isEqualTo(ObdCommand.LOGIN);
            assertThat(bench.events("login_again")).isEqualTo(1);
        }
    }

    @Test
    void echoesTheStartBytesThatCame() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        var header = ObdHeader.terminal(ObdCommand.LOGIN, VIN, 1).with(ObdHeader.Start.TILDES, ObdCommand.LOGIN);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(
                    terminal,
                    ObdEncoder.encode(header, new ObdMessage.Login(Frames.now(), 1, Frames.ICCID, Octets.NONE)));

            assertThat(ObdBench.answer(terminal).header().start()).isEqualTo(ObdHeader.Start.TILDES);
        }
    }

    @Test
    void answersAsTheSettingsSayForAProfile() throws IOException {
        use(Map.of("P1", AckMode.ECHO_HEADER, "P3", AckMode.NONE));
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 1));
            bench.awaitEntries(1);
            ObdBench.send(terminal, Frames.upload(VIN, Layout.A, 2));

            assertThat(ObdBench.answer(terminal).data().length()).isEqualTo(6);
            bench.awaitEntries(2);
        }
    }

    @Test
    void takesNoSettingForAProfileThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObdBench.settings(ObdBench.NO_TLS, Map.of("P5", AckMode.NONE), 1 << 24))
                .withMessageContaining("plumewatch.obd.ack-mode.P5");
    }

    @Test
    void countsAndTakesWhatIsFiledOtherwise() throws IOException {
        bench.with(VIN, Frames.ICCID, null, "P1");
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 1));

            assertThat(bench.awaitEntries(1).get(0).profile()).isEqualTo("P1@1");
            assertThat(bench.events("profile_mismatch")).isEqualTo(1);
        }
    }

    @Test
    void countsWhatIsMissingAndWhatComesLate() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        var start = Frames.now().minusSeconds(60);
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 1, start, false));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 4, start.plusSeconds(30), false));
            ObdBench.send(terminal, Frames.upload(VIN, Layout.C, 2, start.plusSeconds(10), true));
            bench.awaitEntries(4);

            var today = bench.seen.all().get(0).today();
            assertThat(today.received()).isEqualTo(3);
            assertThat(today.missing()).isEqualTo(1);
        }
    }

    @Test
    void keepsACipheredUploadAsItIs() throws IOException {
        bench.with(VIN, Frames.ICCID, null, "P3");
        var header = new ObdHeader(ObdHeader.Start.HASHES, ObdCommand.REAL_TIME, VIN, 1, null, 0x02);
        var ciphered = ObdEncoder.frame(header, Octets.ofHex("A7".repeat(160)).toArray());
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            ObdBench.send(terminal, ciphered);
            ObdBench.send(terminal, Frames.logout(VIN));

            assertThat(bench.awaitEntries(3).get(1).payload())
                    .isEqualTo(ciphered.bytes().toArray());
            assertThat(bench.events("encrypted_frame")).isEqualTo(1);
        }
    }

    @Test
    void tellsAPlatformWhatBecameOfItsFrames() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket platform = bench.connect();
                Socket terminal = bench.connect()) {
            assertThat(ObdBench.flag(platform, Frames.forwarded(VIN))).isEqualTo(0x01);
            assertThat(ObdBench.flag(platform, Frames.forwarded("LGDCHA1G8MA127734")))
                    .isEqualTo(0x02);
            var unreadable = ObdEncoder.frame(ObdHeader.platform(ObdCommand.REAL_TIME, VIN, 0xFE), new byte[40]);
            assertThat(ObdBench.flag(platform, unreadable)).isEqualTo(0x02);

            ObdBench.send(terminal, Frames.login(VIN));
            bench.awaitEntries(2);
            try (Socket other = bench.connect()) {
                assertThat(ObdBench.flag(other, Frames.forwarded(VIN))).isEqualTo(0x03);
            }
        }
    }

    @Test
    void answersAPlatformsLoginAndKeepsItsPasswordNowhere() throws IOException {
        var login = platformLogin();
        byte[] broken = login.bytes().toArray();
        broken[broken.length - 1] ^= 0x01;
        byte[] half = login.bytes().slice(0, 60).toArray();
        var longer = ObdEncoder.frame(
                login.header(), (PASSWORD + "-and-something-behind-it").getBytes(StandardCharsets.US_ASCII));
        try (Socket platform = bench.connect()) {
            assertThat(ObdBench.flag(platform, login)).isEqualTo(0x01);
            assertThat(ObdBench.flag(platform, longer)).isEqualTo(0x02);
            platform.getOutputStream().write(broken);
            platform.getOutputStream().write(half);
            bench.awaitRejected("BCC_MISMATCH");
            bench.awaitRejected("HALF_FRAME");
        }
        assertThat(bench.log.entries()).isEmpty();
        assertThat(bench.rejected)
                .noneMatch(entry -> new String(entry.kept(), StandardCharsets.ISO_8859_1).contains("word0"));
    }

    /** A platform's login is no credential of the vehicles that it speaks for. */
    @Test
    void trustsAPlatformNoMoreThanAnybodyElse() throws IOException {
        bench.with(VIN, Frames.ICCID, null, null);
        try (Socket platform = bench.connect()) {
            ObdBench.flag(platform, platformLogin());
            ObdBench.flag(platform, Frames.forwarded(VIN));

            assertThat(bench.awaitEntries(1).get(0).trust()).isEqualTo(Trust.CLAIMED);
        }
    }

    @Test
    void readsMoreSlowlyWhatNobodyVouchesFor() throws IOException {
        bench.close();
        bench = new ObdBench(ObdBench.settings(ObdBench.NO_TLS, Map.of(), 1 << 8));
        bench.with(VIN, Frames.ICCID, null, null);
        byte[] frame = Frames.upload(VIN, Layout.A, 1).bytes().toArray();
        try (Socket stranger = bench.connect()) {
            for (int i = 0; i < 110_000 / frame.length; i++) {
                stranger.getOutputStream().write(frame);
            }
            await("slower", () -> assertThat(bench.events("slowed_claimed")).isPositive());
        }
    }

    @Test
    void readsAnEnrolledTerminalAtFullSpeed() throws IOException {
        bench.close();
        bench = new ObdBench(ObdBench.settings(ObdBench.NO_TLS, Map.of(), 1 << 8));
        bench.with(VIN, Frames.ICCID, null, null);
        byte[] frame = Frames.upload(VIN, Layout.A, 1).bytes().toArray();
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            for (int i = 0; i < 2_000; i++) {
                terminal.getOutputStream().write(frame);
            }
            bench.awaitEntries(2_001);
        }
        assertThat(bench.events("slowed_claimed")).isZero();
    }

    @Test
    void readsMoreSlowlyWhoIsVouchedForAndSendsTooFastAndLosesNothing() throws IOException {
        sendsTooFast(ObdBench.rates(1 << 26, 1 << 10, 1 << 30));

        assertThat(bench.events("slowed_connection")).isPositive();
        assertThat(bench.events("slowed_total")).isZero();
    }

    @Test
    void readsMoreSlowlyWhenAllTogetherSendTooFast() throws IOException {
        sendsTooFast(ObdBench.rates(1 << 26, 1 << 30, 1 << 10));

        assertThat(bench.events("slowed_connection")).isZero();
        assertThat(bench.events("slowed_total")).isPositive();
    }

    /** Sends a little more than a burst at once. */
    private void sendsTooFast(RateBounds rates) throws IOException {
        bench.close();
        bench = new ObdBench(ObdBench.settings(
                ObdBench.NO_TLS, Map.of(), rates, ObdBench.peers(100, 100, List.of(), Duration.ofSeconds(5))));
        bench.with(VIN, Frames.ICCID, null, null);
        byte[] frame = Frames.upload(VIN, Layout.A, 1).bytes().toArray();
        int count = rates.totalBurstBytes() / (frame.length + 64) + 12;
        var frames = ByteBuffer.allocate(count * frame.length);
        while (frames.hasRemaining()) {
            frames.put(frame);
        }
        try (Socket terminal = bench.connect()) {
            ObdBench.send(terminal, Frames.login(VIN));
            terminal.getOutputStream().write(frames.array());
            bench.awaitEntries(count + 1);
        }
    }

    private static ObdFrame platformLogin() {
        return ObdEncoder.encode(
                ObdHeader.platform(ObdCommand.ACTIVATION, "0".repeat(17), 0xFE),
                new ObdMessage.PlatformLogin(Frames.now(), 1, "platform0001", PASSWORD, 1));
    }
}
