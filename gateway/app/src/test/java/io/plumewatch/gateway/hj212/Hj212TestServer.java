package io.plumewatch.gateway.hj212;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.Rejected;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.tcp.PeerBounds;
import io.plumewatch.gateway.tcp.RateBounds;
import io.plumewatch.gateway.tcp.TcpBounds;
import io.plumewatch.gateway.tcp.TlsSettings;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server for air stations on a free port, with a log and a registry in memory. */
final class Hj212TestServer implements AutoCloseable {

    static final String MN = "410500A8900016F000169DC1";
    static final String PW = "123456";
    static final int STRANGER_FRAMES = 10;
    static final TlsSettings NO_TLS = tls("", "", "");
    static final String KEY = "30".repeat(16);

    final FakeLog log = new FakeLog();
    final FakeDevices devices = new FakeDevices();
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SeenDevices seen = new SeenDevices();
    final Hj212Server server;

    Hj212TestServer() {
        this(Duration.ofHours(1));
    }

    /** Starts a server that leaves a station alone for so long. */
    Hj212TestServer(Duration settle) {
        this(settle, NO_TLS, "127.0.0.0/8");
    }

    Hj212TestServer(Duration settle, TlsSettings tls, String trustedNetwork) {
        var counters = new Counters(meters);
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        var quarantine = new Quarantine(counters, budget, entry -> {
            rejected.add(entry);
            return CompletableFuture.completedFuture(true);
        });
        var recent = new RecentlyStored(() -> "epoch");
        var parts = new Hj212Server.Parts(log, recent, devices, quarantine, counters, seen);
        server = new Hj212Server(
                settings(settle, tls, trustedNetwork),
                parts,
                InstantSource.system(),
                new TimeRules((from, to) -> false, shown -> false),
                "gateway-1");
        server.start();
    }

    static TlsSettings tls(String cert, String key, String clientCa) {
        return new TlsSettings(0, cert, key, clientCa, "", Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    static Hj212Settings settings(Duration settle, TlsSettings tls, String trustedNetwork) {
        return new Hj212Settings(
                "127.0.0.1",
                0,
                List.of(trustedNetwork),
                3,
                4_096,
                "",
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
                        Duration.ofMillis(600),
                        Duration.ofMillis(100),
                        1 << 14,
                        1 << 20,
                        1 << 20,
                        10,
                        65_536,
                        STRANGER_FRAMES,
                        STRANGER_FRAMES,
                        new RateBounds(1 << 26, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30)),
                new Hj212Settings.Asking(Duration.ofMillis(200), 1, Duration.ofSeconds(30), 2, 100),
                new Hj212Settings.Automatic(settle, Duration.ofSeconds(60), Duration.ofMinutes(10), false, 0, 3, 0, 0),
                new Hj212Settings.History(true, 24, Duration.ZERO, Duration.ofSeconds(1), 60, 3, 60),
                new Hj212Settings.Joining(Duration.ofSeconds(1), 100),
                new Hj212Settings.Sm4(Map.of("AIR-SM4", KEY)),
                tls);
    }

    /** Registers the usual station with its password. */
    Hj212TestServer withStation() {
        devices.with(station("AIR-1", MN, null));
        return this;
    }

    static ProjectedDevice station(String deviceNo, String mn, @Nullable String profile) {
        return device(deviceNo, "AIR_STATION", true, mn, profile, Hashes.sha256((mn + ":" + PW).getBytes(UTF_8)));
    }

    static ProjectedDevice device(
            String deviceNo,
            String kind,
            boolean active,
            String mn,
            @Nullable String profile,
            @Nullable String passwordSha256) {
        return new ProjectedDevice(
                deviceNo, kind, "410500", active, "s", null, null, null, null, profile, mn, passwordSha256);
    }

    StationSocket connect() {
        return new StationSocket(server.port());
    }

    double frames() {
        return meters.counter("plumewatch.frames.received", "protocol", "hj212").count();
    }

    double event(String event) {
        return meters.counter("plumewatch.events", "protocol", "hj212", "event", event)
                .count();
    }

    double deviation(String kind) {
        return meters.counter("plumewatch.hj212.deviations", "kind", kind).count();
    }

    void awaitEntries(int count) {
        await(count + " entries", () -> assertThat(log.entries()).hasSize(count));
    }

    void awaitRejected(String reason) {
        await(
                reason,
                () -> assertThat(rejected)
                        .extracting(entry -> entry.refusal().reason().name())
                        .contains(reason));
    }

    @Override
    public void close() {
        server.close();
    }
}
