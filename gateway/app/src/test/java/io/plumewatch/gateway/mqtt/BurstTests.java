package io.plumewatch.gateway.mqtt;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.OwnOutage;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.photo.PhotoSettings;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.gateway.testing.TestBroker;
import io.plumewatch.gateway.testing.TestUnit;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit that sends all that it kept without waiting for an answer, and another one that measures meanwhile. */
class BurstTests {

    private static final int KEPT = 600;
    private static final int REPLAYS_PER_SECOND = 20;
    private static final String OFFLINE = "RS-BURST";
    private static final String LIVE = "RS-LIVE";

    @TempDir
    private Path blobs;

    private final FakeLog log = new FakeLog();

    @Test
    void leavesLivePassesAlone() throws MqttException {
        try (var broker = TestBroker.start();
                var photos = new PhotoIntake(new PhotoSettings(blobs, 1), log, InstantSource.system(), "g");
                var gateway = gateway(broker.url(), photos);
                var unit = new TestUnit(broker.url(), LIVE)) {
            gateway.start();
            await("the subscription", () -> assertThat(gateway.subscribed()).isTrue());
            MqttAsyncClient offline = connect(broker.url());
            publishAll(offline);
            for (int i = 0; i < 10; i++) {
                unit.publish("pass", Samples.pass("live-" + i, Instant.now(), ""));
            }

            await(
                    "the live answers",
                    () -> assertThat(unit.answers()).extracting(RsAck::id).contains("live-0", "live-9"));

            // Behind the backlog they would have to wait for half a minute.
            assertThat(logged(key -> key.startsWith(OFFLINE))).isLessThan(KEPT / 2);
            offline.disconnectForcibly(0, 0, false);
            offline.close(true);
        }
    }

    private long logged(Predicate<String> key) {
        return log.entries().stream().filter(entry -> key.test(entry.key())).count();
    }

    private static MqttAsyncClient connect(String url) throws MqttException {
        var client = new MqttAsyncClient(url, OFFLINE, new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setMaxInflight(KEPT);
        client.connect(options).waitForCompletion(10_000);
        return client;
    }

    /** Returns when the broker has them all, so that none of the live ones was there before. */
    private static void publishAll(MqttAsyncClient client) throws MqttException {
        Instant yesterday = Instant.now().minus(Duration.ofHours(20));
        for (int i = 0; i < KEPT; i++) {
            byte[] pass = Samples.pass("kept-" + i, yesterday.plusSeconds(i), "\"replayed\":true,");
            client.publish("plumewatch/v1/" + OFFLINE + "/pass", pass, 1, false);
        }
        await("the broker", () -> assertThat(client.getPendingDeliveryTokens()).isEmpty());
    }

    private MqttIntake gateway(String url, PhotoIntake photos) {
        var settings = new MqttSettings(
                url,
                "gateway",
                "",
                MqttSettings.ONLY_CLIENT,
                20_000,
                1 << 26,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                "",
                "",
                "",
                MqttSettings.Limits.USUAL,
                new MqttSettings.Rates(10_000, 1 << 26, Duration.ofSeconds(60), 100_000, REPLAYS_PER_SECOND));
        var counters = new Counters(new SimpleMeterRegistry());
        var quarantine = new Quarantine(
                counters,
                new SampleBudget(new QuarantineSettings(1_000, 1 << 20, 10, 100)),
                rejected -> CompletableFuture.completedFuture(true));
        var devices = new FakeDevices()
                .with(new ProjectedDevice(OFFLINE, "RS_FIXED", "410800", true, "x", "S-1", null, null))
                .with(new ProjectedDevice(LIVE, "RS_FIXED", "410800", true, "y", "S-2", null, null));
        var parts = new MqttIntake.Parts(
                log, new RecentlyStored(() -> "epoch"), devices, photos, quarantine, counters, new SeenDevices());
        var times = new TimeRules((measured, received) -> false, shown -> false);
        return new MqttIntake(settings, parts, InstantSource.system(), times, new OwnOutage(), "g");
    }
}
