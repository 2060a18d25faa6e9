package io.plumewatch.gateway.log;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Range;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log against a real Redis that syncs every write, is killed, and is full. */
class RedisReadingLogTests {

    private static final String KEY = "a-key-for-tests-0123456789abcdef01";

    private final TestRedis redis = new TestRedis();
    private final RedisLinks links = new RedisLinks();
    private final RedisReadingLog log = new RedisReadingLog(
            new LogSettings(
                    redis.uri(),
                    redis.uri(),
                    KEY,
                    1L << 30,
                    512,
                    1 << 22,
                    20_000,
                    1 << 25,
                    true,
                    Duration.ofSeconds(1)),
            links,
            InstantSource.system(),
            "gateway-1");

    @BeforeEach
    void start() {
        log.start();
        awaitWritable();
    }

    @AfterEach
    void stop() {
        log.close();
        links.close();
        redis.close();
    }

    @Test
    void keepsEverythingThatItConfirmedThroughAKill() throws Exception {
        List<CompletableFuture<Void>> confirmed = IntStream.range(0, 2_000)
                .mapToObj(i -> log.append(pass(Integer.toString(i))))
                .toList();
        CompletableFuture.allOf(confirmed.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        redis.server().kill();
        redis.server().restart();

        await(
                "the entries",
                () -> assertThat(redis.entries(Streams.EVIDENCE))
                        .extracting(LogEntry::key)
                        .startsWith("RS-0001/0", "RS-0001/1")
                        .hasSize(2_000));
    }

    @Test
    void refusesAtOnceWhileRedisIsAwayAndRecoversByItself() {
        String epoch = log.epoch();
        redis.server().kill();
        await("the loss", () -> assertThat(log.writable(EntryKind.PASS)).isFalse());

        assertThat(log.append(pass("1"))).isCompletedExceptionally();

        redis.server().restart();
        awaitWritable();
        assertThat(log.append(pass("2"))).succeedsWithin(Duration.ofSeconds(5));
        assertThat(log.epoch()).isEqualTo(epoch);
    }

    @Test
    void tellsWhetherItWritesAndHowLongThatTakes() {
        var metrics = new SimpleMeterRegistry();
        log.bindTo(metrics);
        assertThat(log.append(pass("1"))).succeedsWithin(Duration.ofSeconds(5));

        var evidence = Tags.of("log", "evidence");
        assertThat(metrics.get("plumewatch.log.latency").tags(evidence).timer().count())
                .isEqualTo(1);
        assertThat(metrics.get("plumewatch.log.writable").tags(evidence).gauge().value())
                .isEqualTo(1);
        assertThat(metrics.get("plumewatch.log.durable").tags(evidence).gauge().value())
                .isEqualTo(1);

        redis.server().kill();

        await(
                "the loss",
                () -> assertThat(metrics.get("plumewatch.log.writable")
                                .tags(evidence)
                                .gauge()
                                .value())
                        .isZero());
    }

    @Test
    void refusesWhileRedisIsFull() throws Exception {
        redis.commands().configSet("maxmemory", "1");
        await("the refusal", () -> assertThat(log.writable(EntryKind.PASS)).isFalse());
        assertThatThrownBy(() -> log.append(pass("1")).get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LogUnavailable.class);

        redis.commands().configSet("maxmemory", "0");

        awaitWritable();
        assertThat(log.append(pass("2"))).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void letsTelemetryWaitWhileItWouldTakeTheRoomOfEvidence() {
        redis.commands().set("ballast", new byte[20 << 20]);
        LogEntry obd = entry(EntryKind.OBD, "LGDCHA1G8MA127733", "LGDCHA1G8MA127733/1");

        await("the bound", () -> {
            redis.commands().configSet("maxmemory", Long.toString(usedMemory() * 100 / 95));
            assertThat(log.append(obd)).isCompletedExceptionally();
        });
        assertThat(log.append(pass("1"))).succeedsWithin(Duration.ofSeconds(5));
        assertThat(log.crowded()).isPositive();

        redis.commands().configSet("maxmemory", "0");
        await("room", () -> assertThat(log.append(obd)).succeedsWithin(Duration.ofSeconds(5)));
    }

    @Test
    void beatsEachSecondAndKnowsItsOutage() {
        Instant first = beat();
        await("another heartbeat", () -> assertThat(beat()).isAfter(first));
        Instant last = beat();
        redis.server().kill();
        await("the loss", () -> assertThat(log.writable(EntryKind.PASS)).isFalse());
        Instant during = Instant.now();
        redis.server().restart();
        awaitWritable();

        Instant muchLater = Instant.now().plusSeconds(50);
        assertThat(log.outage().explains(during, muchLater)).isTrue();
        assertThat(log.outage().explains(last.minusSeconds(125), muchLater)).isFalse();
    }

    @Test
    void putsEachKindIntoItsStream() {
        LogEntry sighting = entry(EntryKind.SIGHTING, "CAM-1", "CAM-1/1");
        LogEntry obd = entry(EntryKind.OBD, "LGDCHA1G8MA127733", "LGDCHA1G8MA127733/1");

        assertThat(log.append(sighting, "豫H12345")).succeedsWithin(Duration.ofSeconds(5));
        assertThat(log.append(obd)).succeedsWithin(Duration.ofSeconds(5));

        assertThat(redis.entries(Streams.sightings("豫H12345"))).hasSize(1);
        assertThat(redis.entries(Streams.telemetry("LGDCHA1G8MA127733"))).hasSize(1);
    }

    @Test
    void sealsWhatItWritesForTheStreamThatItLiesIn() {
        assertThat(log.append(pass("1"))).succeedsWithin(Duration.ofSeconds(5));

        Map<String, byte[]> fields = redis.commands()
                .xrange(Streams.EVIDENCE, Range.unbounded())
                .get(0)
                .getBody();
        assertThat(new Seal(KEY).fits(Streams.EVIDENCE, fields)).isTrue();
        assertThat(new Seal(KEY).fits(Streams.telemetry("RS-0001"), fields)).isFalse();
    }

    private long usedMemory() {
        String name = "used_memory:";
        return redis.commands()
                .info("memory")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .sum();
    }

    private Instant beat() {
        byte[] beat = Objects.requireNonNull(redis.commands().get(Streams.heartbeat("gateway-1", "evidence")));
        return Instant.ofEpochMilli(Long.parseLong(new String(beat, UTF_8)));
    }

    private void awaitWritable() {
        await("the log", () -> {
            assertThat(log.writable(EntryKind.PASS)).isTrue();
            assertThat(log.writable(EntryKind.OBD)).isTrue();
        });
    }

    private static LogEntry pass(String id) {
        return entry(EntryKind.PASS, "RS-0001", "RS-0001/" + id);
    }

    private static LogEntry entry(EntryKind kind, String device, String key) {
        return new LogEntry(
                kind,
                device,
                Trust.ENROLLED,
                ClockState.GOOD,
                null,
                Instant.EPOCH,
                false,
                key,
                "gateway-1",
                "payload".getBytes(UTF_8));
    }
}
