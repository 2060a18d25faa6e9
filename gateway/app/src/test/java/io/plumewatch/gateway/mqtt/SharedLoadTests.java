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
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways at one broker, each with a log of its own so that it shows who took what. */
class SharedLoadTests {

    private static final String UNIT = "RS-SHARED";
    private static final int PASSES = 60;

    @TempDir
    private Path blobs;

    private final TestBroker broker = TestBroker.start();
    private final FakeLog logA = new FakeLog();
    private final FakeLog logB = new FakeLog();
    private MqttIntake gatewayA;
    private MqttIntake gatewayB;
    private TestUnit unit;

    @BeforeEach
    void start() {
        gatewayA = gateway("a", logA);
        gatewayB = gateway("b", logB);
        await("both subscriptions", () -> {
            assertThat(gatewayA.subscribed()).isTrue();
            assertThat(gatewayB.subscribed()).isTrue();
        });
        unit = new TestUnit(broker.url(), UNIT);
    }

    @AfterEach
    void stop() {
        unit.close();
        gatewayA.close();
        gatewayB.close();
        broker.close();
    }

    private MqttIntake gateway(String id, FakeLog log) {
        var settings = new MqttSettings(
                broker.url(),
                "gateway",
                "",
                MqttSettings.ONLY_CLIENT,
                100,
                1 << 24,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                "plumewatch",
                "",
                "",
                MqttSettings.Limits.USUAL,
                MqttSettings.Rates.USUAL);
        var counters = new Counters(new SimpleMeterRegistry());
        var quarantine = new Quarantine(
                counters,
                new SampleBudget(new QuarantineSettings(1_000, 1 << 20, 10, 100)),
                rejected -> CompletableFuture.completedFuture(true));
        var parts = new MqttIntake.Parts(
                log,
                new RecentlyStored(() -> "epoch"),
                new FakeDevices().with(new ProjectedDevice(UNIT, "RS_FIXED", "410800", true, "x", "S-1", null, null)),
                new PhotoIntake(new PhotoSettings(blobs, 1), log, InstantSource.system(), id),
                quarantine,
                counters,
                new SeenDevices());
        var intake = new MqttIntake(
                settings,
                parts,
                InstantSource.system(),
                new TimeRules((measured, received) -> false, shown -> false),
                new OwnOutage(),
                id);
        intake.start();
        return intake;
    }

    private void publish(String prefix) {
        for (int i = 0; i < PASSES; i++) {
            unit.publish("pass", Samples.pass(prefix + i, Instant.now(), ""));
        }
    }

    private List<String> answered() {
        return unit.answers().stream().map(RsAck::id).toList();
    }

    private static List<String> keys(FakeLog log) {
        return log.entries().stream().map(LogEntry::key).toList();
    }

    @Test
    void shareTheLoadAndHandleEachMessageOnce() {
        publish("p-");

        await("all answers", () -> assertThat(answered()).hasSize(PASSES));
        assertThat(keys(logA)).isNotEmpty();
        assertThat(keys(logB)).isNotEmpty();
        var all = new ArrayList<>(keys(logA));
        all.addAll(keys(logB));
        assertThat(all).hasSize(PASSES).doesNotHaveDuplicates();
    }

    @Test
    void takeOverWhatADeadOneDidNotAcknowledge() {
        logA.goAway();
        publish("p-");
        await("those of the living one", () -> assertThat(answered()).isNotEmpty());

        gatewayA.close();

        await("all answers", () -> assertThat(answered()).hasSize(PASSES).doesNotHaveDuplicates());
        assertThat(keys(logB)).hasSize(PASSES);
        publish("q-");
        await("what comes later", () -> assertThat(answered()).hasSize(2 * PASSES));
    }
}
