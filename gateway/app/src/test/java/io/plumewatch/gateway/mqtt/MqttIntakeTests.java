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
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a unit's message, through a real broker and a real Redis. */
class MqttIntakeTests {

    private static final TestRedis REDIS = new TestRedis();
    private static final TestBroker BROKER = TestBroker.start();
    private static TestGateway gateway;

    @TempDir
    private static Path blobs;

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private final String unitNo = Samples.unitNo();
    private TestUnit unit;

    @BeforeAll
    static void start() {
        REDIS.register("RS-0000", "RS_FIXED");
        gateway = startGateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        BROKER.close();
        REDIS.close();
    }

    private static TestGateway startGateway() {
        TestGateway started = TestGateway.start(REDIS.uri(), BROKER.url(), blobs);
        await(
                "the subscription",
                () -> assertThat(started.part(MqttIntake.class).subscribed()).isTrue());
        return started;
    }

    @BeforeEach
    void connect() {
        REDIS.register(unitNo, "RS_FIXED");
        unit = new TestUnit(BROKER.url(), unitNo);
    }

    @AfterEach
    void disconnect() {
        unit.close();
    }

    @Test
    void storesAPassAsReceivedAndThenAnswers() {
        byte[] pass = Samples.pass("p-1", Instant.now(), "");

        unit.publish("pass", pass);

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
        LogEntry entry = evidence().get(0);
        assertThat(entry.kind()).isEqualTo(EntryKind.PASS);
        assertThat(entry.key()).isEqualTo(unitNo + "/p-1");
        assertThat(entry.trust()).isEqualTo(Trust.ENROLLED);
        assertThat(entry.clock()).isEqualTo(ClockState.GOOD);
        assertThat(entry.payload()).isEqualTo(pass);
    }

    @Test
    void speaksWithUnitsOfTheOlderVersionToo() throws MqttException {
        String older = Samples.unitNo();
        REDIS.register(older, "RS_MOBILE");
        var answers = new CopyOnWriteArrayList<String>();
        try (var client = new MqttClient(BROKER.url(), older, new MemoryPersistence())) {
            var options = new MqttConnectOptions();
            options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
            client.connect(options);
            client.subscribe(
                    "plumewatch/v1/" + older + "/ack",
                    1,
                    (topic, message) -> answers.add(new String(message.getPayload(), UTF_8)));
            byte[] record = """
                    {"JLBH":"J-311","JCSJ":"%s","HPHM":"豫H12345","DDJD":"113.2","DDWD":"35.2","BTGDJG":"12.5"}
                    """.formatted(LOCAL.format(Instant.now())).getBytes(UTF_8);
            client.publish("plumewatch/v1/" + older + "/national/pass", record, 1, false);

            await("the answer", () -> assertThat(answers).anyMatch(answer -> answer.contains("\"J-311\"")));
            assertThat(answers.get(0)).contains("STORED");
            client.disconnect();
        }
    }

    @Test
    void answersARepeatedPassWithoutStoringItAgain() {
        Instant now = Instant.now();
        unit.publish("pass", Samples.pass("p-1", now, ""));
        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));

        unit.publish("pass", Samples.pass("p-1", now, "\"sequence\":2,"));

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.DUPLICATE, null));
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void keepsAnotherPassUnderTheSameIdForTheService() {
        unit.publish("pass", Samples.pass("p-1", Instant.now(), ""));
        unit.publish("pass", Samples.pass("p-1", Instant.now().minusSeconds(20), ""));

        await("both", () -> assertThat(evidence()).hasSize(2));
    }

    @Test
    void quarantinesWhatNobodyCanRead() {
        byte[] broken = "{\"passId\":\"p-9\", oh".getBytes(UTF_8);

        unit.publish("pass", broken);
        unit.publish("pass", "not json".getBytes(UTF_8));

        awaitAnswer(new RsAck("p-9", RsAck.Outcome.QUARANTINED, "MALFORMED_JSON"));
        awaitAnswer(new RsAck("sha256:" + TestRedis.sha256("not json"), RsAck.Outcome.QUARANTINED, "MALFORMED_JSON"));
        assertThat(REDIS.commands().xlen(Streams.QUARANTINE)).isGreaterThanOrEqualTo(2);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void judgesTimesAgainstTheReceipt() {
        unit.publish("pass", Samples.pass("ahead", Instant.now().plus(Duration.ofMinutes(6)), ""));
        unit.publish("pass", Samples.pass("old", Instant.now().minus(Duration.ofDays(367)), ""));
        unit.publish("pass", Samples.pass("late", Instant.now().minus(Duration.ofHours(2)), ""));
        unit.publish("pass", Samples.pass("replayed", Instant.now().minus(Duration.ofHours(2)), "\"replayed\":true,"));

        awaitAnswer(new RsAck("ahead", RsAck.Outcome.QUARANTINED, "CLOCK_AHEAD"));
        awaitAnswer(new RsAck("old", RsAck.Outcome.QUARANTINED, "TOO_OLD"));
        awaitAnswer(new RsAck("late", RsAck.Outcome.STORED, null));
        awaitAnswer(new RsAck("replayed", RsAck.Outcome.STORED, null));
        assertThat(evidence())
                .extracting(LogEntry::key, LogEntry::clock)
                .containsExactlyInAnyOrder(
                        tuple(unitNo + "/late", ClockState.SUSPECT), tuple(unitNo + "/replayed", ClockState.GOOD));
    }

    @Test
    void refusesDevicesThatTheRegistryDoesNotAdmit() {
        String suspendedNo = Samples.unitNo();
        REDIS.register(new ProjectedDevice(suspendedNo, "RS_FIXED", "410800", false, "x", null, null, null));
        try (var stranger = new TestUnit(BROKER.url(), "RS-NONE");
                var suspended = new TestUnit(BROKER.url(), suspendedNo)) {
            stranger.publish("pass", Samples.pass("p-1", Instant.now(), ""));
            suspended.publish("pass", Samples.pass("p-1", Instant.now(), ""));

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
        byte[] jpeg = Samples.jpeg();
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
        unit.publish("national/vehicle", "{\"JLBH\":\"J1\"}".getBytes(UTF_8));

        awaitAnswer(new RsAck("J1", RsAck.Outcome.QUARANTINED, "UNSUPPORTED_TOPIC"));
    }

    @Test
    void doesNotStopOverTopicsThatNoUnitShouldUse() {
        byte[] junk = "junk".getBytes(UTF_8);
        String id = "sha256:" + TestRedis.sha256(junk);
        try (var oddlyNamed = new TestUnit(BROKER.url(), "R_S")) {
            // More than the receive maximum: each that is not acknowledged would take a place for good.
            for (int i = 0; i < 70; i++) {
                unit.publish("photo/" + "x".repeat(129 + i), junk);
                oddlyNamed.publish("national/" + i, junk);
            }
        }

        awaitAnswer(new RsAck(id, RsAck.Outcome.QUARANTINED, "PHOTO_HASH_MISMATCH"));
        unit.publish("pass", Samples.pass("p-1", Instant.now(), ""));
        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
    }

    private void awaitAnswer(RsAck expected) {
        await("the answer " + expected, () -> assertThat(unit.answers()).contains(expected));
    }

    private List<LogEntry> evidence() {
        return REDIS.entries(Streams.EVIDENCE).stream()
                .filter(entry -> entry.device().equals(unitNo))
                .toList();
    }
}
