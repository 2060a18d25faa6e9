package io.plumewatch.gateway.log;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.chip.RedisChipIds;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.projection.ProjectionSettings;
import io.plumewatch.gateway.projection.RedisDevices;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.RedisQuarantine;
import io.plumewatch.gateway.quarantine.Rejected;
import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.RedisUsers;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway's user can do what a gateway does, and nothing that would undo it. */
class RedisUsersTests {

    private static final Map<String, String> PASSWORDS = Map.of(
            RedisUsers.GATEWAY, "g-secret",
            RedisUsers.SERVICE, "s-secret",
            RedisUsers.BROKER, "b-secret",
            RedisUsers.OPERATOR, "o-secret");

    private static RedisServer server;
    private static RedisClient client;

    @BeforeAll
    static void start() {
        server = RedisServer.withUsers(RedisUsers.acl(PASSWORDS));
        client = RedisClient.create();
        as(RedisUsers.OPERATOR).set(ProjectionKeys.VERSION, "1");
    }

    @AfterAll
    static void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void aGatewayAppendsBeatsReadsTheProjectionAndRemembersChips() {
        String uri = uri(RedisUsers.GATEWAY);
        try (var links = new RedisLinks();
                var log = new RedisReadingLog(settings(uri), links, InstantSource.system(), "gateway-1");
                var devices = new RedisDevices(new ProjectionSettings(Duration.ofMillis(100), 100, ""), links.to(uri));
                var chips = new RedisChipIds(links.to(uri))) {
            log.start();
            devices.start();
            await(
                    "the log",
                    () -> assertThat(log.writable(EntryKind.PASS) && log.writable(EntryKind.OBD))
                            .isTrue());
            for (EntryKind kind : new EntryKind[] {EntryKind.PASS, EntryKind.OBD, EntryKind.SIGHTING}) {
                assertThat(log.append(entry(kind))).succeedsWithin(Duration.ofSeconds(5));
            }
            await("the projection", () -> assertThat(devices.present()).isTrue());
            assertThat(devices.byNumber("NOBODY")).succeedsWithin(Duration.ofSeconds(5));
            await("the chips", () -> assertThat(chips.remember("V", "k", "c")).succeedsWithin(Duration.ofSeconds(3)));
        }
    }

    @Test
    void aGatewayChangesNothingThatStandsInTheLogAndEnrolsNobody() {
        as(RedisUsers.OPERATOR).xadd(Streams.EVIDENCE, Map.of("v", "1"));
        RedisCommands<String, String> gateway = as(RedisUsers.GATEWAY);

        refused(gateway, redis -> redis.del(Streams.EVIDENCE));
        refused(gateway, redis -> redis.xtrim(Streams.EVIDENCE, 0));
        refused(gateway, redis -> redis.xrange(Streams.EVIDENCE, Range.unbounded()));
        refused(gateway, redis -> redis.set(Streams.EPOCH, "another"));
        refused(gateway, redis -> redis.hset(ProjectionKeys.DEVICES, "GHOST", "{}"));
        refused(gateway, redis -> redis.set(ProjectionKeys.VERSION, "9"));
        refused(gateway, RedisCommands::flushall);
        refused(gateway, redis -> redis.configSet("maxmemory", "1"));
        refused(
                gateway,
                redis -> redis.eval("return redis.call('DEL', KEYS[1])", ScriptOutputType.INTEGER, Streams.EVIDENCE));
    }

    @Test
    void theQuarantineIsWrittenByItsScript() {
        var settings = new QuarantineSettings(10, 1 << 16, 10, 100);
        var counters = new Counters(new SimpleMeterRegistry());
        var refusal = new Refusal(Reason.OUT_OF_RANGE, "field", "something else");
        try (var links = new RedisLinks();
                var store = new RedisQuarantine(settings, links.to(uri(RedisUsers.GATEWAY)), counters)) {
            store.start();
            for (int n = 0; n < 12; n++) {
                var rejected = new Rejected(
                        Instant.EPOCH, Protocol.OBD, "source", null, null, refusal, 3, new byte[] {1, 2, 3});
                assertThat(store.add(rejected)).succeedsWithin(Duration.ofSeconds(5));
            }
        }
        assertThat(as(RedisUsers.OPERATOR).xlen(Streams.QUARANTINE)).isEqualTo(10);
    }

    @Test
    void theServiceReadsAndTrimsButAppendsNothing() {
        as(RedisUsers.OPERATOR).xadd(Streams.telemetry(3), Map.of("v", "1"));
        RedisCommands<String, String> service = as(RedisUsers.SERVICE);

        assertThat(service.xread(XReadArgs.StreamOffset.from(Streams.telemetry(3), "0-0")))
                .isNotEmpty();
        assertThat(service.xinfoStream(Streams.telemetry(3))).isNotEmpty();
        service.xtrim(Streams.telemetry(3), 0);
        refused(service, redis -> redis.xadd(Streams.EVIDENCE, Map.of("v", "1")));
        refused(service, redis -> redis.del(Streams.EVIDENCE));
        refused(service, RedisCommands::flushall);
    }

    @Test
    void aBrokerReadsTheProjectionAndAStrangerNothing() {
        RedisCommands<String, String> broker = as(RedisUsers.BROKER);
        assertThat(broker.exists(ProjectionKeys.VERSION)).isOne();
        assertThat(broker.hget(ProjectionKeys.DEVICES, "NOBODY")).isNull();
        refused(broker, redis -> redis.hset(ProjectionKeys.DEVICES, "GHOST", "{}"));
        refused(broker, redis -> redis.xadd(Streams.EVIDENCE, Map.of("v", "1")));

        RedisCommands<String, String> watch = client.connect(
                        RedisURI.create(server.uri().replace("redis://", "redis://watch:any@")))
                .sync();
        assertThat(watch.ping()).isEqualTo("PONG");
        refused(watch, redis -> redis.get(ProjectionKeys.VERSION));
        refused(watch, redis -> redis.xadd(Streams.EVIDENCE, Map.of("v", "1")));

        assertThatThrownBy(() ->
                        client.connect(RedisURI.create(server.uri())).sync().get(ProjectionKeys.VERSION))
                .isInstanceOf(RedisException.class);
    }

    /** Redis reads its file as the default user: what that one may not do would be missing after a restart. */
    @Test
    void everythingThatWasWrittenIsThereAfterARestart() {
        as(RedisUsers.OPERATOR)
                .eval(
                        "redis.call('SET', KEYS[1], '1'); redis.call('SET', KEYS[2], '1')",
                        ScriptOutputType.STATUS,
                        "first",
                        "second");

        server.kill();
        server.restart();

        await(
                "the data",
                () -> assertThat(as(RedisUsers.OPERATOR).get("second")).isEqualTo("1"));
    }

    private static void refused(RedisCommands<String, String> redis, Consumer<RedisCommands<String, String>> command) {
        assertThatThrownBy(() -> command.accept(redis))
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageContaining("NOPERM");
    }

    private static RedisCommands<String, String> as(String user) {
        return client.connect(RedisURI.create(uri(user))).sync();
    }

    private static String uri(String user) {
        return server.uri().replace("redis://", "redis://" + user + ":" + PASSWORDS.get(user) + "@");
    }

    private static LogSettings settings(String uri) {
        return new LogSettings(uri, uri, "", 1L << 30, 512, 1 << 22, 20_000, 1 << 25, true, Duration.ofSeconds(2));
    }

    private static LogEntry entry(EntryKind kind) {
        return new LogEntry(
                kind,
                "D-1",
                Trust.ENROLLED,
                ClockState.GOOD,
                null,
                Instant.EPOCH,
                false,
                "D-1/1",
                "gateway-1",
                "payload".getBytes(UTF_8));
    }
}
