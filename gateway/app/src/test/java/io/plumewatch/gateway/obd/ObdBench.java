package io.plumewatch.gateway.obd;

import static io.plumewatch.gateway.testing.TestGateway.await;
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
import io.plumewatch.gateway.tcp.TlsSettings;
import io.plumewatch.gateway.testing.FakeChipIds;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.AckMode;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server of its own on free ports, with log, registry and quarantine in memory. */
final class ObdBench implements AutoCloseable {

    static final int STRANGER_FRAMES = 10;
    static final int PLATFORM_STRANGER_FRAMES = 50;
    static final TlsSettings NO_TLS = tls("", "", "", "");

    final FakeLog log = new FakeLog();
    final FakeDevices devices = new FakeDevices();
    final FakeChipIds chips = new FakeChipIds();
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SeenDevices seen = new SeenDevices();
    final ObdServer server;

    ObdBench() {
        this(settings(NO_TLS, Map.of(), 1 << 24));
    }

    ObdBench(ObdSettings settings) {
        var counters = new Counters(meters);
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> {
            rejected.add(entry);
            return CompletableFuture.completedFuture(true);
        });
        var parts = new ObdServer.Parts(log, devices, chips, quarantine, counters, seen);
        server = new ObdServer(
                settings,
                parts,
                InstantSource.system(),
                new TimeRules((measured, received) -> false, shown -> false),
                "gateway-1");
        server.start();
    }

    static ObdSettings settings(TlsSettings tls, Map<String, AckMode> ackMode, int claimedBytesPerSecond) {
        return settings(tls, ackMode, claimedBytesPerSecond, peers(100, 100, List.of(), Duration.ofSeconds(5)));
    }

    static ObdSettings settings(
            TlsSettings tls, Map<String, AckMode> ackMode, int claimedBytesPerSecond, PeerBounds peers) {
        return settings(tls, ackMode, rates(claimedBytesPerSecond, 1 << 30, 1 << 30), peers);
    }

    /** Bytes per second, each with the least burst. */
    static RateBounds rates(int claimed, int connection, int total) {
        int burst = 1 << 16;
        return new RateBounds(claimed, burst, connection, burst, total, burst);
    }

    static ObdSettings settings(TlsSettings tls, Map<String, AckMode> ackMode, RateBounds rates, PeerBounds peers) {
        var limits = new TcpBounds(
                peers,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                1 << 14,
                1 << 20,
                1 << 20,
                10,
                65_536,
                STRANGER_FRAMES,
                PLATFORM_STRANGER_FRAMES,
                rates);
        return new ObdSettings("127.0.0.1", 0, List.of("127.0.0.0/8"), 3, limits, ackMode, tls);
    }

    static TlsSettings tls(String cert, String key, String clientCa, String crl) {
        return new TlsSettings(0, cert, key, clientCa, crl, Duration.ofSeconds(1), Duration.ofMillis(100));
    }

    static PeerBounds peers(int connections, int perAddress, List<String> exempt, Duration firstFrame) {
        return peers(connections, perAddress, exempt, firstFrame, Duration.ofHours(1));
    }

    static PeerBounds peers(
            int connections, int perAddress, List<String> exempt, Duration firstFrame, Duration givesWay) {
        return new PeerBounds(
                connections,
                perAddress,
                exempt,
                firstFrame,
                Duration.ofSeconds(5),
                givesWay,
                Duration.ofSeconds(30),
                128);
    }

    ObdBench with(String vin, String iccid, @Nullable String publicKey, @Nullable String profile) {
        devices.with(new ProjectedDevice(
                "OBD-" + vin.substring(15),
                "OBD_TERMINAL",
                "410800",
                true,
                "s",
                null,
                vin,
                iccid,
                publicKey,
                profile,
                null,
                null));
        return this;
    }

    Socket connect() throws IOException {
        var socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void send(Socket terminal, ObdFrame frame) throws IOException {
        terminal.getOutputStream().write(frame.bytes().toArray());
    }

    /** Returns whether the other side hangs up. */
    static boolean ends(Socket terminal) throws IOException {
        try {
            return terminal.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Sends a platform's frame and returns the flag of the answer. */
    static int flag(Socket platform, ObdFrame frame) throws IOException {
        send(platform, frame);
        ObdFrame answer = answer(platform);
        Integer flag = answer.header().responseFlag();
        assertThat(answer.command()).isEqualTo(frame.command());
        assertThat(answer.header().start()).isEqualTo(frame.header().start());
        return flag == null ? -1 : flag;
    }

    /** Reads the next whole frame. */
    static ObdFrame answer(Socket terminal) throws IOException {
        byte[] header = terminal.getInputStream().readNBytes(24);
        int rest = Octets.of(header).u16(22) + 1;
        byte[] frame = Arrays.copyOf(header, 24 + rest);
        System.arraycopy(terminal.getInputStream().readNBytes(rest), 0, frame, 24, rest);
        return new ObdFrame(Octets.of(frame));
    }

    List<LogEntry> awaitEntries(int count) {
        await(count + " entries", () -> assertThat(log.entries()).hasSize(count));
        return log.entries();
    }

    void awaitRejected(String reason) {
        await(
                reason,
                () -> assertThat(rejected)
                        .extracting(entry -> entry.refusal().reason().name())
                        .contains(reason));
    }

    double events(String event) {
        return meters.counter("plumewatch.events", "protocol", "obd", "event", event)
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
