package io.plumewatch.gateway.mqtt;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.photo.PhotoSettings;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits stays bounded, and what cannot be stored now holds up nothing else. */
class HandoverTests {

    private static final String UNIT = "RS-0001";
    private static final int QUEUE_BYTES = 1 << 22;

    @TempDir
    private Path folder;

    private final FakeLog log = new FakeLog();
    private final FakeConnection broker = new FakeConnection();
    private Path blobs;
    private PhotoIntake photos;
    private Handover handover;
    private int messageId;
    private volatile boolean clockSetBack;
    private volatile boolean quarantineKeeps = true;

    @BeforeEach
    void start() {
        // A file where the directory should be: the disk that takes nothing.
        blobs = folder.resolve("blobs");
        var counters = new Counters(new SimpleMeterRegistry());
        var quarantine = new Quarantine(
                counters,
                new SampleBudget(new QuarantineSettings(1_000, 1 << 20, 10, 100)),
                rejected -> CompletableFuture.completedFuture(quarantineKeeps));
        var devices =
                new FakeDevices().with(new ProjectedDevice(UNIT, "RS_FIXED", "410800", true, "x", "S-1", null, null));
        var recent = new RecentlyStored(() -> "epoch");
        var times = new TimeRules((measured, received) -> false, shown -> clockSetBack);
        photos = new PhotoIntake(new PhotoSettings(blobs, 1), log, InstantSource.system(), "gateway-1");
        var parts = new MqttIntake.Parts(log, recent, devices, photos, quarantine, counters, new SeenDevices());
        var judge = new RsJudge(
                parts,
                new RsReadings(log, times, recent, counters, "gateway-1"),
                new NationalReadings(CodeMaps.shipped(), times, "gateway-1"),
                new SignsOfLife(new SeenDevices(), null),
                times);
        handover = new Handover(judge, log, devices, settings());
        handover.start();
    }

    @AfterEach
    void stop() {
        handover.close();
        photos.close();
    }

    private static MqttSettings settings() {
        return new MqttSettings(
                "tcp://127.0.0.1:1",
                "gateway",
                "",
                MqttSettings.ONLY_CLIENT,
                1_000,
                QUEUE_BYTES,
                Duration.ofSeconds(20),
                Duration.ofDays(1),
                "",
                "",
                "",
                MqttSettings.Limits.USUAL,
                MqttSettings.Rates.USUAL);
    }

    private int offer(String channel, byte[] payload) {
        int id = ++messageId;
        var message = new RsMessage(RsTopic.of("plumewatch/v1/" + UNIT + "/" + channel), payload, Instant.now());
        if (!handover.offer(new Delivery(broker, id, 1, message))) {
            broker.abandon();
        }
        return id;
    }

    private int offerPhoto(int number) {
        byte[] jpeg = new byte[1 << 18];
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        jpeg[2] = (byte) 0xFF;
        jpeg[3] = (byte) number;
        return offer("photo/" + Hashes.sha256(jpeg), jpeg);
    }

    @Test
    void letsPassesThroughWhileTheDiskTakesNoPhotos() throws IOException {
        Files.createFile(blobs);
        for (int i = 0; i < 3 * QUEUE_BYTES / (1 << 18); i++) {
            offerPhoto(i);
        }
        int pass = offer("pass", Samples.pass("p-1", Instant.now(), ""));

        await("the pass", () -> assertThat(broker.acknowledged()).contains(pass));
        assertThat(broker.open()).isTrue();
        assertThat(broker.answers()).singleElement().asString().contains("p-1");

        Files.delete(blobs);

        await("the first photo", () -> assertThat(broker.answers()).hasSizeGreaterThan(2));
        assertThat(broker.open()).isTrue();
    }

    /** QUARANTINED is final: the unit would delete what is then nowhere. */
    @Test
    void tellsNoUnitThatItsMessageIsQuarantinedWhileNobodyKeepsIt() {
        quarantineKeeps = false;
        int dropped = offer("pass", "{".getBytes(UTF_8));
        await("the message", () -> assertThat(broker.acknowledged()).contains(dropped));
        assertThat(broker.answers()).isEmpty();

        quarantineKeeps = true;
        int kept = offer("pass", "{".getBytes(UTF_8));
        await("the message sent again", () -> assertThat(broker.acknowledged()).contains(kept));
        assertThat(broker.answers()).singleElement().asString().contains("QUARANTINED");
    }

    /** The pass is good, and nobody has it but its unit. */
    @Test
    void refusesNothingForGoodWhileItsOwnClockMayBeWrong() {
        clockSetBack = true;
        Instant soon = Instant.now().plusSeconds(600);
        int early = offer("pass", Samples.pass("p-1", soon, ""));
        await("the message", () -> assertThat(broker.acknowledged()).contains(early));
        assertThat(broker.answers()).isEmpty();

        clockSetBack = false;
        int again = offer("pass", Samples.pass("p-1", soon, ""));
        await("the message sent again", () -> assertThat(broker.acknowledged()).contains(again));
        assertThat(broker.answers()).singleElement().asString().contains("CLOCK_AHEAD");
    }

    @Test
    void asksForNoNewConnectionAfterAnOverflowUntilTheLogIsBack() throws InterruptedException {
        log.goAway();
        for (int i = 0; broker.open() && i < 2 * QUEUE_BYTES / (1 << 18); i++) {
            offerPhoto(i);
        }
        assertThat(broker.open()).isFalse();
        assertThat(handover.wantsMore()).isFalse();

        log.comeBack();

        assertThat(handover.wantsMore()).isTrue();
        assertThat(broker.acknowledged()).isEmpty();
    }
}
