package io.plumewatch.gateway.log;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A Redis whose disk is full ends itself; nothing is confirmed then, and nothing confirmed is gone afterwards. */
class FullDiskTests {

    private static final int DISK_KIB = 64;
    private static final byte[] PAYLOAD = new byte[4096];

    @Test
    void refusesWhenRedisEndsOnAFullDiskAndGoesOnWhenItIsBack() throws Exception {
        try (RedisServer redis = RedisServer.withLittleDisk(DISK_KIB);
                var links = new RedisLinks();
                var log = new RedisReadingLog(settings(redis.uri()), links, InstantSource.system(), "gateway-1")) {
            log.start();
            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());

            int confirmed = 0;
            while (stored(log, confirmed) && confirmed < DISK_KIB) {
                confirmed++;
            }
            assertThat(confirmed).isBetween(1, DISK_KIB - 1);
            await("the end of Redis", () -> assertThat(redis.runs()).isFalse());
            await("the loss", () -> assertThat(log.writable(EntryKind.PASS)).isFalse());

            redis.restart();
            await("the log", () -> assertThat(log.writable(EntryKind.PASS)).isTrue());
            assertThat(stored(log, confirmed)).isTrue();
            assertThat(length(redis)).isGreaterThanOrEqualTo(confirmed + 1L);
        }
    }

    private static boolean stored(RedisReadingLog log, int n) throws Exception {
        try {
            log.append(entry(n)).get(5, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(LogUnavailable.class);
            return false;
        }
    }

    private static long length(RedisServer redis) {
        try (RedisClient client = RedisClient.create(redis.uri())) {
            return client.connect().sync().xlen(Streams.EVIDENCE);
        }
    }

    private static LogSettings settings(String uri) {
        return new LogSettings(uri, uri, "", 1L << 30, 512, 1 << 22, 20_000, 1 << 25, true, Duration.ofSeconds(2));
    }

    private static LogEntry entry(int n) {
        return new LogEntry(
                EntryKind.PASS,
                "RS-0001",
                Trust.ENROLLED,
                ClockState.GOOD,
                null,
                Instant.EPOCH,
                false,
                "RS-0001/" + n,
                "gateway-1",
                PAYLOAD);
    }
}
