package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.Rejected;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.tcp.PeerBounds;
import io.plumewatch.gateway.tcp.RateBounds;
import io.plumewatch.gateway.tcp.TcpBounds;
import io.plumewatch.gateway.testing.FakeChipIds;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Terminals over real sockets, with a log and a registry in memory. */
class ObdServerTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String ICCID = "89860000000000000001";

    private final FakeLog log = new FakeLog();
    private final FakeDevices devices =
            new FakeDevices().with(new ProjectedDevice("OBD-1", "OBD_TERMINAL", "410800", true, "s", null, VIN, ICCID));
    private final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObdServer server = server();

    private ObdServer server() {
        var counters = new Counters(meters);
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> {
            rejected.add(entry);
            return CompletableFuture.completedFuture(true);
        });
        var settings = new ObdSettings(
                "127.0.0.1",
                0,
                List.of("127.0.0.0/8"),
                3,
                new TcpBounds(
                        new PeerBounds(
                                100,
                                100,
                                List.of(),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(60),
                                128),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        1 << 14,
                        1 << 20,
                        1 << 20,
                        10,
                        65_536,
                        100,
                        100,
                        new RateBounds(1 << 26, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30)),
                Map.of(),
                ObdBench.NO_TLS);
        var parts = new ObdServer.Parts(log, devices, new FakeChipIds(), quarantine, counters, new SeenDevices());
        var made = new ObdServer(
                settings,
                parts,
                InstantSource.system(),
                new TimeRules(ObdServerTests::broken, shown -> false),
                "gateway-1");
        made.start();
        return made;
    }

    /** Only asked about late frames. */
    private static boolean broken(Instant measuredAt, Instant receivedAt) {
        throw new IllegalStateException("a bug");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void enrollsATerminalThatLogsInAsFiled() throws IOException {
        ObdFrame login = login(ICCID);
        try (Socket terminal = connect()) {
            send(terminal, login);

            awaitEntries(1);
            assertThat(log.entries().get(0).trust()).isEqualTo(Trust.ENROLLED);
            assertThat(log.entries().get(0).kind()).isEqualTo(EntryKind.OBD);
            assertThat(log.entries().get(0).payload()).isEqualTo(login.bytes().toArray());
        }
    }

    @Test
    void enrollsATerminalOfWhichNineteenDigitsAreFiledInAnotherCase() throws IOException {
        devices.replace(
                new ProjectedDevice("OBD-1", "OBD_TERMINAL", "410800", true, "s", null, VIN, "898602c9123456789ab"));
        try (Socket terminal = connect()) {
            send(terminal, login("898602C9123456789AB\0"));

            awaitEntries(1);
            assertThat(log.entries().get(0).trust()).isEqualTo(Trust.ENROLLED);
        }
    }

    @Test
    void claimsOnlyWhatIsNotAsFiled() throws IOException {
        try (Socket terminal = connect()) {
            send(terminal, login("89860000000000000002"));
            send(terminal, tamper());

            awaitEntries(2);
            assertThat(log.entries()).extracting(LogEntry::trust).containsOnly(Trust.CLAIMED);
            assertThat(log.entries()).extracting(LogEntry::kind).containsOnly(EntryKind.OBD);
        }
    }

    @Test
    void sendsATamperAlarmOfAnEnrolledTerminalToTheEvidence() throws IOException {
        try (Socket terminal = connect()) {
            send(terminal, login(ICCID));
            send(terminal, tamper());

            awaitEntries(2);
            assertThat(log.entries().get(1).kind()).isEqualTo(EntryKind.TAMPER);
        }
    }

    @Test
    void keepsAnEnrolledSessionAgainstAStranger() throws IOException {
        try (Socket terminal = connect();
                Socket stranger = connect()) {
            send(terminal, login(ICCID));
            awaitEntries(1);

            send(stranger, login("89860000000000000002"));

            awaitRejected("VIN_CONFLICT");
            send(terminal, logout());
            awaitEntries(2);
        }
    }

    @Test
    void closesTheOlderOfTwoEqualConnections() throws IOException {
        try (Socket older = connect();
                Socket newer = connect()) {
            send(older, login(ICCID));
            awaitEntries(1);
            send(newer, login(ICCID));

            assertThat(older.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void losesOnlyTheFrameOnWhichOurOwnCodeFails() throws IOException {
        try (Socket terminal = connect()) {
            send(terminal, frame(ObdCommand.LOGOUT, new ObdMessage.Logout(now().minusMinutes(10), 1, Octets.NONE)));
            send(terminal, logout());

            awaitRejected("INTERNAL_ERROR");
            awaitEntries(1);
        }
    }

    @Test
    void answersTheTimeInTheSameSecondAndLogsNothing() throws IOException {
        try (Socket terminal = connect()) {
            send(terminal, frame(ObdCommand.TIME_SYNC, new ObdMessage.TimeSyncRequest()));

            byte[] answer = terminal.getInputStream().readNBytes(31);

            assertThat(Octets.of(answer).u8(2)).isEqualTo(ObdCommand.TIME_SYNC);
            assertThat(log.entries()).isEmpty();
        }
    }

    @Test
    void quarantinesFramesOfVinsThatNobodyRegistered() throws IOException {
        try (Socket terminal = connect()) {
            send(
                    terminal,
                    ObdEncoder.encode(
                            ObdHeader.terminal(ObdCommand.LOGOUT, "LGDCHA1G8MA127734", 1),
                            new ObdMessage.Logout(now(), 1, Octets.NONE)));

            awaitRejected("UNKNOWN_VIN");
            assertThat(frames()).isEqualTo(1);
        }
    }

    @Test
    void losesOneFrameToAWrongCheckByteAndNothingToGarbage() throws IOException {
        byte[] broken = login(ICCID).bytes().toArray();
        broken[broken.length - 1] ^= 0x55;
        try (Socket terminal = connect()) {
            terminal.getOutputStream().write("xx#".getBytes(US_ASCII));
            send(terminal, login(ICCID));
            terminal.getOutputStream().write(broken);
            send(terminal, logout());

            awaitEntries(2);
            awaitRejected("BCC_MISMATCH");
            awaitRejected("NOT_A_FRAME");
            assertThat(frames()).isEqualTo(2);
        }
    }

    @Test
    void findsTheFramesBehindABrokenLength() throws IOException {
        byte[] broken = login(ICCID).bytes().toArray();
        broken[22] = (byte) 0xFF;
        broken[23] = (byte) 0xFB;
        try (Socket terminal = connect()) {
            terminal.getOutputStream().write(broken);
            send(terminal, logout());

            awaitEntries(1);
            awaitRejected("HALF_FRAME");
        }
    }

    @Test
    void closesWhoBeginsAFrameAndFallsSilent() throws IOException {
        try (Socket terminal = connect()) {
            terminal.getOutputStream().write(login(ICCID).bytes().slice(0, 30).toArray());

            assertThat(terminal.getInputStream().read()).isEqualTo(-1);
            awaitRejected("HALF_FRAME");
        }
    }

    @Test
    void closesWhoFloodsGarbageAndKeepsTenSamples() throws IOException {
        try (Socket terminal = connect()) {
            byte[] garbage = "garbage without any frame ".repeat(4_000).getBytes(US_ASCII);
            try {
                terminal.getOutputStream().write(garbage);
                assertThat(terminal.getInputStream().read()).isEqualTo(-1);
            } catch (IOException e) {
                // Reset while still writing: closed all the same.
            }
            awaitRejected("NOT_A_FRAME");
            assertThat(rejected).hasSizeLessThanOrEqualTo(10);
            assertThat(rejected).allMatch(entry -> entry.kept().length <= 512);
        }
    }

    @Test
    void closesAConnectionThatIsSilent() throws IOException {
        try (Socket terminal = connect()) {
            assertThat(terminal.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void readsNoFurtherWhileTheLogIsAwayAndLosesNothing() throws Exception {
        try (Socket terminal = connect()) {
            send(terminal, login(ICCID));
            awaitEntries(1);
            log.goAway();
            var sender = new Thread(() -> sendMany(terminal, 20_000));
            sender.start();
            await("the first frame", () -> assertThat(frames()).isGreaterThan(1));
            assertThat(frames()).isLessThan(10_000);

            log.comeBack();

            sender.join();
            awaitEntries(20_001);
        }
    }

    private static void sendMany(Socket terminal, int frames) {
        try {
            byte[] bytes = logout().bytes().toArray();
            for (int i = 0; i < frames; i++) {
                terminal.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket terminal, ObdFrame frame) throws IOException {
        terminal.getOutputStream().write(frame.bytes().toArray());
    }

    private static ObdFrame login(String iccid) {
        return frame(ObdCommand.LOGIN, new ObdMessage.Login(now(), 1, iccid, Octets.NONE));
    }

    private static ObdFrame logout() {
        return frame(ObdCommand.LOGOUT, new ObdMessage.Logout(now(), 1, Octets.NONE));
    }

    private static ObdFrame tamper() {
        byte[] data = new byte[17];
        ObdFrame login = login(ICCID);
        System.arraycopy(login.bytes().toArray(), 24, data, 0, 8);
        return ObdEncoder.frame(ObdHeader.terminal(ObdCommand.TAMPER_ALARM, VIN, 1), data);
    }

    private static ObdFrame frame(int command, ObdMessage message) {
        return ObdEncoder.encode(ObdHeader.terminal(command, VIN, 1), message);
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.ofHours(8)).withNano(0);
    }

    private double frames() {
        return meters.counter("plumewatch.frames.received", "protocol", "obd").count();
    }

    private void awaitEntries(int count) {
        await(count + " entries", () -> assertThat(log.entries()).hasSize(count));
    }

    private void awaitRejected(String reason) {
        await(
                reason,
                () -> assertThat(rejected)
                        .extracting(entry -> entry.refusal().reason().name())
                        .contains(reason));
    }
}
