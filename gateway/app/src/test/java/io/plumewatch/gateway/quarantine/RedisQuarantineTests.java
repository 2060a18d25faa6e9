package io.plumewatch.gateway.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The quarantine against a real Redis. */
class RedisQuarantineTests {

    private static final Instant NOW = Instant.parse("2026-11-22T08:15:00Z");
    private static final ProjectedDevice DEVICE =
            new ProjectedDevice("RS-0001", "RS_FIXED", "410800", true, "s", null, null, null);
    private static final Refusal REFUSAL = Refusal.of(Reason.MALFORMED_JSON, "JSON");

    private final TestRedis redis = new TestRedis();
    private final RedisLinks links = new RedisLinks();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Counters counters = new Counters(meters);
    private final QuarantineSettings settings = new QuarantineSettings(10, 1 << 16, 10, 100);
    private final RedisQuarantine store = new RedisQuarantine(settings, links.to(redis.uri()), counters);
    private final Quarantine quarantine = new Quarantine(counters, new SampleBudget(settings), store);
    private final QuarantineList list = new QuarantineList(links.to(redis.uri()));

    @BeforeEach
    void start() {
        store.start();
    }

    @AfterEach
    void stop() {
        store.close();
        links.close();
        redis.close();
    }

    @Test
    void keepsTheNewestEntriesAndCountsWhatFallsOff() {
        for (int i = 0; i < 15; i++) {
            keep(new byte[] {(byte) ('a' + i)});
        }

        List<QuarantineItem> items = list.page("", item -> true).items();
        assertThat(items).hasSize(10);
        assertThat(items.get(0).sample()).isEqualTo("f");
        assertThat(fellOff()).isEqualTo(5);
        assertThat(meters.counter("plumewatch.quarantined", "protocol", "rs", "reason", "MALFORMED_JSON")
                        .count())
                .isEqualTo(15);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        for (int i = 0; i < 4; i++) {
            keep(new byte[30_000]);
        }

        assertThat(redis.commands().xlen(Streams.QUARANTINE)).isEqualTo(2);
        assertThat(fellOff()).isEqualTo(2);
    }

    @Test
    void exportsWholeEntriesInPagesOfSomeMegabytes() {
        var roomy = new QuarantineSettings(100, 1 << 26, 10, 100);
        try (var writer = new RedisQuarantine(roomy, links.to(redis.uri()), counters)) {
            writer.start();
            for (int i = 0; i < 9; i++) {
                byte[] payload = new byte[1 << 20];
                Arrays.fill(payload, (byte) i);
                assertThat(new Quarantine(counters, new SampleBudget(roomy), writer)
                                .whole(Protocol.RS, DEVICE, REFUSAL, payload, NOW))
                        .succeedsWithin(Duration.ofSeconds(10))
                        .isEqualTo(true);
            }
        }

        var pages = new ArrayList<Integer>();
        var first = new ArrayList<Byte>();
        @Nullable String after = "";
        while (after != null) {
            var page = list.whole(after, entry -> entry.payload()[0] != 4);
            pages.add(page.items().size());
            page.items().forEach(entry -> first.add(entry.payload()[0]));
            after = page.next();
        }

        assertThat(pages).containsExactly(4, 4, 0);
        assertThat(first).containsExactly(bytes(0, 1, 2, 3, 5, 6, 7, 8));
    }

    private static Byte[] bytes(int... values) {
        return IntStream.of(values).mapToObj(value -> (byte) value).toArray(Byte[]::new);
    }

    @Test
    void holdsNothingUpWhileRedisIsAway() {
        redis.server().kill();

        assertThat(quarantine.whole(Protocol.RS, DEVICE, REFUSAL, new byte[10], NOW))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(false);
        assertThat(fellOff()).isEqualTo(1);
    }

    @Test
    void survivesAFailureOfOurOwnCode() {
        var failing = new Counters(new SimpleMeterRegistry() {
            private boolean failed;

            @Override
            protected Counter newCounter(Meter.Id id) {
                Counter counter = super.newCounter(id);
                return id.getName().equals("plumewatch.quarantine.fell.off") ? failsOnce(counter) : counter;
            }

            private Counter failsOnce(Counter counter) {
                return new CumulativeCounter(counter.getId()) {
                    @Override
                    public void increment(double amount) {
                        if (!failed) {
                            failed = true;
                            throw new IllegalStateException("a bug");
                        }
                        super.increment(amount);
                    }
                };
            }
        });
        try (var writer = new RedisQuarantine(settings, links.to(redis.uri()), failing)) {
            writer.start();
            Rejected rejected = new Rejected(NOW, Protocol.RS, "RS-0001", null, null, REFUSAL, 1, new byte[1]);

            assertThat(writer.add(rejected))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(false);
            assertThat(writer.add(rejected))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(true);
            assertThat(writer.alive()).isTrue();
        }
    }

    @Test
    void leavesNobodyWaitingOnceItsWriterHasEnded() {
        store.close();

        assertThat(quarantine.whole(Protocol.RS, DEVICE, REFUSAL, new byte[10], NOW))
                .succeedsWithin(Duration.ofSeconds(1))
                .isEqualTo(false);
        assertThat(store.alive()).isFalse();
    }

    @Test
    void showsWhatANewerGatewayRefusedForAReasonOfItsOwn() {
        keep(new byte[] {'a'});
        Map<String, byte[]> entry = new HashMap<>(redis.commands()
                .xrange(Streams.QUARANTINE, Range.unbounded())
                .get(0)
                .getBody());
        entry.put("reason", "FUTURE".getBytes(UTF_8));
        entry.put("protocol", "MORSE".getBytes(UTF_8));
        redis.commands().xadd(Streams.QUARANTINE, entry);

        List<QuarantineItem> items = list.page("", item -> true).items();
        assertThat(items).extracting(QuarantineItem::reason).containsExactly("MALFORMED_JSON", "FUTURE");
        assertThat(items).extracting(QuarantineItem::protocol).containsExactly("rs", "morse");
    }

    private void keep(byte[] bytes) {
        assertThat(quarantine.whole(Protocol.RS, DEVICE, REFUSAL, bytes, NOW)).succeedsWithin(Duration.ofSeconds(10));
    }

    private double fellOff() {
        return meters.counter("plumewatch.quarantine.fell.off").count();
    }
}
