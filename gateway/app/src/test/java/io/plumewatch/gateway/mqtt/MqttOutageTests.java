package io.plumewatch.gateway.mqtt;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plumewatch.gateway.testing.TestBroker;
import io.plumewatch.gateway.testing.TestGateway;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.gateway.testing.TestUnit;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.rs.RsAck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing acknowledged is lost and nothing lost is acknowledged, whatever is away for a while. */
class MqttOutageTests {

    private static final TestRedis REDIS = new TestRedis();
    private static final TestBroker BROKER = TestBroker.start();
    private static TestGateway gateway;

    @TempDir
    private static Path blobs;

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
    void answersOnlyAfterAKilledRedisIsBack() {
        REDIS.server().kill();
        unit.publish("pass", Samples.pass("p-1", Instant.now(), ""));
        unit.publish("pass", Samples.pass("p-2", Instant.now(), ""));
        await(
                "the loss",
                () -> assertThat(gateway.part(io.plumewatch.gateway.log.ReadingLog.class)
                                .writable(EntryKind.PASS))
                        .isFalse());
        assertThat(unit.answers()).isEmpty();

        REDIS.server().restart();

        await(
                "both answers",
                () -> assertThat(unit.answers())
                        .extracting(RsAck::id, RsAck::outcome)
                        .contains(tuple("p-1", RsAck.Outcome.STORED), tuple("p-2", RsAck.Outcome.STORED)));
        await(
                "both entries",
                () -> assertThat(evidence().stream().map(LogEntry::key).toList())
                        .contains(unitNo + "/p-1", unitNo + "/p-2"));
    }

    @Test
    void takesWhatCameWhileItWasAway() {
        gateway.close();
        unit.publish("pass", Samples.pass("p-1", Instant.now(), ""));
        unit.publish("pass", Samples.pass("p-2", Instant.now(), ""));

        gateway = startGateway();

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
        awaitAnswer(new RsAck("p-2", RsAck.Outcome.STORED, null));
    }

    @Test
    void judgesNobodyWhileThereIsNoProjection() {
        REDIS.commands().del(ProjectionKeys.VERSION, ProjectionKeys.DEVICES);
        await(
                "the loss",
                () -> assertThat(gateway.part(io.plumewatch.gateway.projection.Devices.class)
                                .present())
                        .isFalse());
        unit.publish("pass", Samples.pass("p-1", Instant.now(), ""));
        assertThat(unit.answers()).isEmpty();

        REDIS.register(unitNo, "RS_FIXED");

        awaitAnswer(new RsAck("p-1", RsAck.Outcome.STORED, null));
    }

    @Test
    void losesNothingThatItAnsweredWhenTheBrokerIsRestarted() {
        for (int i = 0; i < 20; i++) {
            unit.publish("pass", Samples.pass("p-" + i, Instant.now(), ""));
        }
        BROKER.restart();
        await(
                "the subscription",
                () -> assertThat(gateway.part(MqttIntake.class).subscribed()).isTrue());
        List<String> answered =
                new ArrayList<>(unit.answers().stream().map(RsAck::id).toList());
        unit.close();
        unit = new TestUnit(BROKER.url(), unitNo);
        for (int i = 0; i < 20; i++) {
            if (!answered.contains("p-" + i)) {
                unit.publish("pass", Samples.pass("p-" + i, Instant.now(), ""));
            }
        }

        await("all answers", () -> {
            var all = new HashSet<>(answered);
            unit.answers().forEach(answer -> all.add(answer.id()));
            assertThat(all).hasSize(20);
        });
        Set<String> logged = evidence().stream().map(LogEntry::key).collect(Collectors.toSet());
        assertThat(logged).hasSize(20);
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
