package io.plumewatch.gateway.mqtt;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plumewatch.gateway.testing.TestBroker;
import io.plumewatch.gateway.testing.TestGateway;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.gateway.testing.TestUnit;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a unit's message, through a real broker and a real Redis. */
class MqttIntakeTests {

    private static final String UNIT = "RS-0001";

    private final TestRedis redis = new TestRedis();
    private final TestBroker broker = TestBroker.start();
    private Path blobs;
    private TestGateway gateway;
    private TestUnit unit;

    @BeforeEach
    void start(@TempDir Path blobs) {
        this.blobs = blobs;
        redis.register(UNIT, "RS_FIXED");
        gateway = startGateway();
        unit = new TestUnit(broker.url(), UNIT);
    }

    private TestGateway startGateway() {
        TestGateway started = TestGateway.start(redis.uri(), broker.url(), blobs);
        await(
                "the subscription",
                () -> assertThat(started.part(MqttIntake.class).subscribed()).isTrue());
        return started;
    }

    @AfterEach
    void stop() {
        unit.close();
        gateway.close();
        broker.close();
        redis.close();
    }

    @Test
    void storesAPassAsReceivedAndThenAnswers() {
        byte[] pass = pass("p-1", Instant.now(), "");

        unit.publish("pass", pass);

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
        LogEntry entry = evidence().get(0);
        assertThat(entry.kind()).isEqualTo(EntryKind.PASS);
        assertThat(entry.key()).isEqualTo("RS-0001/p-1");
        assertThat(entry.trust()).isEqualTo(Trust.ENROLLED);
        assertThat(entry.clock()).isEqualTo(ClockState.GOOD);
        assertThat(entry.payload()).isEqualTo(pass);
    }

    @Test
    void answersARepeatedPassWithoutStoringItAgain() {
        Instant now = Instant.now();
        unit.publish("pass", pass("p-1", now, ""));
        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));

        unit.publish("pass", pass("p-1", now, "\"sequence\":2,"));

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.DUPLICATE, null));
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void keepsAnotherPassUnderTheSameIdForTheService() {
        unit.publish("pass", pass("p-1", Instant.now(), ""));
        unit.publish("pass", pass("p-1", Instant.now().minusSeconds(20), ""));

        await("both", () -> assertThat(evidence()).hasSize(2));
    }

    @Test
    void quarantinesWhatNobodyCanRead() {
        byte[] broken = "{\"passId\":\"p-9\", oh".getBytes(UTF_8);

        unit.publish("pass", broken);
        unit.publish("pass", "not json".getBytes(UTF_8));

        awaitAnswer(new RsAck("p-9", RsAck.Outcome.QUARANTINED, "MALFORMED_JSON"));
        awaitAnswer(new RsAck("sha256:" + TestRedis.sha256("not json"), RsAck.Outcome.QUARANTINED, "MALFORMED_JSON"));
        assertThat(redis.commands().xlen(Streams.QUARANTINE)).isEqualTo(2);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void judgesTimesAgainstTheReceipt() {
        unit.publish("pass", pass("ahead", Instant.now().plus(Duration.ofMinutes(6)), ""));
        unit.publish("pass", pass("old", Instant.now().minus(Duration.ofDays(367)), ""));
        unit.publish("pass", pass("late", Instant.now().minus(Duration.ofHours(2)), ""));
        unit.publish("pass", pass("replayed", Instant.now().minus(Duration.ofHours(2)), "\"replayed\":true,"));

        awaitAnswer(new RsAck("ahead", RsAck.Outcome.QUARANTINED, "CLOCK_AHEAD"));
        awaitAnswer(new RsAck("old", RsAck.Outcome.QUARANTINED, "TOO_OLD"));
        awaitAnswer(new RsAck("late", RsAck.Outcome.STORED, null));
        awaitAnswer(new RsAck("replayed", RsAck.Outcome.STORED, null));
        assertThat(evidence())
                .extracting(LogEntry::key, LogEntry::clock)
                .containsExactlyInAnyOrder(
                        tuple("RS-0001/late", ClockState.SUSPECT), tuple("RS-0001/replayed", ClockState.GOOD));
    }

    @Test
    void refusesDevicesThatTheRegistryDoesNotAdmit() {
        redis.register(new ProjectedDevice("RS-SUSP", "RS_FIXED", "410800", false, "x", null, null, null));
        try (var stranger = new TestUnit(broker.url(), "RS-NONE");
                var suspended = new TestUnit(broker.url(), "RS-SUSP")) {
            stranger.publish("pass", pass("p-1", Instant.now(), ""));
            suspended.publish("pass", pass("p-1", Instant.now(), ""));

            await("refusals", () -> {
                assertThat(stranger.answers())
                        .containsExactly(new RsAck("p-1", RsAck.Outcome.QUARANTINED, "UNKNOWN_DEVICE"));
                assertThat(suspended.answers())
                        .containsExactly(new RsAck("p-1", RsAck.Outcome.QUARANTINED, "DEVICE_SUSPENDED"));
            });
        }
    }

    @Test
    void storesAPhotoBeforeItsNotice() {
        byte[] jpeg = jpeg();
        String sha256 = TestRedis.sha256(jpeg);

        unit.publish("photo/" + sha256, jpeg);
        unit.publish("photo/" + sha256.replace('a', 'b'), jpeg);

        awaitAnswer(new RsAck(sha256, RsAck.Outcome.STORED, null));
        awaitAnswer(new RsAck(sha256.replace('a', 'b'), RsAck.Outcome.QUARANTINED, "PHOTO_HASH_MISMATCH"));
        assertThat(blobs.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jpg"))
                .hasBinaryContent(jpeg);
        assertThat(evidence()).extracting(LogEntry::key).containsExactly(sha256);
    }

    @Test
    void storesNothingOfTopicsThatItDoesNotKnow() {
        unit.publish("national/pass", "{\"JLBH\":\"J1\"}".getBytes(UTF_8));

        awaitAnswer(new RsAck("J1", RsAck.Outcome.QUARANTINED, "UNSUPPORTED_TOPIC"));
    }

    @Test
    void answersOnlyAfterAKilledRedisIsBack() {
        redis.server().kill();
        unit.publish("pass", pass("p-1", Instant.now(), ""));
        unit.publish("pass", pass("p-2", Instant.now(), ""));
        await(
                "the loss",
                () -> assertThat(gateway.part(io.plumewatch.gateway.log.ReadingLog.class)
                                .writable(EntryKind.PASS))
                        .isFalse());
        assertThat(unit.answers()).isEmpty();

        redis.server().restart();

        await(
                "both answers",
                () -> assertThat(unit.answers())
                        .extracting(RsAck::id, RsAck::outcome)
                        .contains(tuple("p-1", RsAck.Outcome.STORED), tuple("p-2", RsAck.Outcome.STORED)));
        await(
                "both entries",
                () -> assertThat(evidence().stream().map(LogEntry::key).toList())
                        .contains("RS-0001/p-1", "RS-0001/p-2"));
    }

    @Test
    void takesWhatCameWhileItWasAway() {
        gateway.close();
        unit.publish("pass", pass("p-1", Instant.now(), ""));
        unit.publish("pass", pass("p-2", Instant.now(), ""));

        gateway = startGateway();

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
        awaitAnswer(new RsAck("p-2", RsAck.Outcome.STORED, null));
    }

    @Test
    void judgesNobodyWhileThereIsNoProjection() {
        redis.commands().del(ProjectionKeys.VERSION, ProjectionKeys.DEVICES);
        await(
                "the loss",
                () -> assertThat(gateway.part(io.plumewatch.gateway.projection.Devices.class)
                                .present())
                        .isFalse());
        unit.publish("pass", pass("p-1", Instant.now(), ""));
        assertThat(unit.answers()).isEmpty();

        redis.register(UNIT, "RS_FIXED");

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
    }

    private void awaitAnswer(RsAck expected) {
        await("the answer " + expected, () -> assertThat(unit.answers()).contains(expected));
    }

    private List<LogEntry> evidence() {
        return redis.entries(Streams.EVIDENCE);
    }

    private static byte[] pass(String id, Instant measuredAt, String more) {
        Instant at = measuredAt.truncatedTo(ChronoUnit.MILLIS);
        return """
                {"passId":"%s","measuredAt":"%s","sentAt":"%s",%s"plate":{"number":"豫H12345","confidence":0.97},
                 "exhaust":{"opacityPercent":12.5}}
                """.formatted(id, at, Instant.now(), more).getBytes(UTF_8);
    }

    private static byte[] jpeg() {
        byte[] bytes = new byte[2_000];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }
}
