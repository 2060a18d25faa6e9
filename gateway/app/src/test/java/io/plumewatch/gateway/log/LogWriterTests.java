package io.plumewatch.gateway.log;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a writer makes of the Redis that it greets. */
class LogWriterTests {

    private final TestRedis redis = new TestRedis();
    private final RedisLinks links = new RedisLinks();

    @AfterEach
    void stop() {
        links.close();
        redis.close();
    }

    @Test
    void knowsItsOwnOutageWhoeverGreetsFirst() {
        Instant lastGood = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        byte[] beat = Long.toString(lastGood.toEpochMilli()).getBytes(UTF_8);
        redis.commands().set(Streams.heartbeat("gateway-1", "evidence"), beat);
        redis.commands().set(Streams.heartbeat("gateway-1", "telemetry"), beat);
        var found = new AtomicReference<Instant>();
        try (LogWriter other = writer("gateway-2", "evidence", (epoch, last, now) -> {});
                LogWriter telemetry = writer("gateway-1", "telemetry", (epoch, last, now) -> {});
                LogWriter evidence = writer("gateway-1", "evidence", (epoch, last, now) -> found.set(last))) {
            for (LogWriter writer : new LogWriter[] {other, telemetry, evidence}) {
                writer.start();
                await("the writer", () -> assertThat(writer.gate().isOpen()).isTrue());
            }
        }
        assertThat(found.get()).isEqualTo(lastGood);
    }

    @Test
    void knowsAfterARestartThatItsClockWasSetBack() {
        Instant shown = Instant.now().plusSeconds(600);
        redis.commands()
                .set(
                        Streams.heartbeat("gateway-1", "evidence"),
                        Long.toString(shown.toEpochMilli()).getBytes(UTF_8));
        try (var log = log(true)) {
            assertThat(log.clockIsSetBack()).isFalse();
            log.start();
            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            assertThat(log.clockIsSetBack()).isTrue();
        }
    }

    @Test
    void writesNothingToARedisThatLosesWhatItConfirms() {
        redis.commands().configSet("appendfsync", "everysec");
        try (var log = log(true)) {
            log.start();
            await("the answer", () -> assertThat(log.durability().state()).isEqualTo(Durability.State.NOT_DURABLE));
            assertThat(log.writable(EntryKind.PASS)).isFalse();
            assertThat(log.durability().detail())
                    .contains("appendfsync is everysec", "redis-cli CONFIG SET appendfsync always");

            redis.commands().configSet("appendfsync", "always");

            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            // The worse of two servers that are asked one after the other.
            await("both", () -> assertThat(log.durability().state()).isEqualTo(Durability.State.DURABLE));
        }
    }

    @Test
    void writesToItWhereThatIsAllowed() {
        redis.commands().configSet("maxmemory-policy", "allkeys-lru");
        try (var log = log(false)) {
            log.start();
            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            assertThat(log.durability().state()).isEqualTo(Durability.State.NOT_DURABLE);
        }
    }

    @Test
    void writesToARedisThatDoesNotTellItsSettings() {
        redis.commands()
                .aclSetuser(
                        "default",
                        io.lettuce.core.AclSetuserArgs.Builder.removeCommand(
                                io.lettuce.core.protocol.CommandType.CONFIG));
        try (var log = log(true)) {
            log.start();
            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            assertThat(log.durability().state()).isEqualTo(Durability.State.UNKNOWN);
        }
    }

    @Test
    void namesEverySettingThatIsWrong() {
        assertThat(Durability.of(
                                Map.of("appendonly", "no", "appendfsync", "everysec", "maxmemory-policy", "noeviction"))
                        .detail())
                .contains("appendonly is no and must be yes", "appendfsync is everysec and must be always")
                .doesNotContain("maxmemory-policy");
    }

    @Test
    void changesItsEpochWhenEitherRedisWasLost() {
        try (var other = new TestRedis();
                var log = new RedisReadingLog(
                        settings(redis.uri(), other.uri(), true), links, InstantSource.system(), "gateway-1")) {
            log.start();
            await("telemetry", () -> assertThat(log.writable(EntryKind.AIR)).isTrue());
            await("evidence", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            String before = log.epoch();

            other.commands().flushall();
            other.server().kill();
            other.server().restart();

            await("another life", () -> assertThat(log.epoch()).isNotEqualTo(before));
        }
    }

    private LogWriter writer(String gatewayId, String name, LogWriter.Recovery recovery) {
        return new LogWriter(
                name,
                new Author(gatewayId, null),
                links.to(redis.uri()),
                settings(redis.uri(), redis.uri(), true),
                InstantSource.system(),
                recovery);
    }

    private RedisReadingLog log(boolean requireDurable) {
        return new RedisReadingLog(
                settings(redis.uri(), redis.uri(), requireDurable), links, InstantSource.system(), "gateway-1");
    }

    private static LogSettings settings(String evidence, String telemetry, boolean requireDurable) {
        return new LogSettings(
                evidence,
                telemetry,
                "",
                1L << 30,
                512,
                1 << 22,
                20_000,
                1 << 25,
                requireDurable,
                Duration.ofSeconds(1));
    }
}
