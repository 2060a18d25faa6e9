package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams and instances of the tests' own, on the database of the context: exactly once, whatever happens. */
@EnforcementTest
class LaneTests {

    private static final IntakeSettings SETTINGS = new IntakeSettings(
            true,
            20,
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            Duration.ZERO,
            Duration.ZERO);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Offsets offsets;

    @Autowired
    RejectedEntries rejected;

    private final RedisServer redis = RedisServer.start();
    private final TestLog log = new TestLog(redis.uri());
    private final List<Intake> running = new ArrayList<>();
    private final String stream = "test-" + UUID.randomUUID();

    @BeforeEach
    void makeRoomForEffects() {
        jdbc.sql(
                        "create table if not exists test_effect (n bigint generated always as identity, stream text, entry_key text)")
                .update();
    }

    @AfterEach
    void end() {
        running.forEach(Intake::close);
        log.close();
        redis.close();
    }

    @Test
    void twoInstancesLetEveryEntryTakeEffectOnceAndInOrder() {
        start(stored -> {});
        start(stored -> {});
        List<String> keys = append(300);

        eventually().untilAsserted(() -> assertThat(effects()).isEqualTo(keys));
        assertThat(offsets.read(stream).entries()).isEqualTo(300);
    }

    @Test
    void anotherInstanceGoesOnWhenOneDiesInItsTransaction() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        var backend = new AtomicInteger();
        Instance dying = start(stored -> {
            backend.compareAndSet(
                    0, jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
            reached.countDown();
            awaitLatch(dead);
        });
        List<String> keys = append(5);
        reached.await();

        start(stored -> {});
        jdbc.sql("select pg_terminate_backend(:pid)")
                .param("pid", backend.get())
                .query(Boolean.class)
                .single();
        eventually().untilAsserted(() -> assertThat(effects()).isEqualTo(keys));
        dead.countDown();
        String late = log.append(stream, TestLog.telemetry("late"));

        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(late));
        assertThat(effects()).hasSize(6).doesNotHaveDuplicates();
        assertThat(dying.state.stopped()).isEmpty();
    }

    @Test
    void aHeldStreamHoldsUpNoOther() {
        String other = stream + "-other";
        var released = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        start(stored -> {
            held.countDown();
            awaitLatch(released);
        });
        append(1);
        awaitLatch(held);
        start(List.of(stream, other), stored -> {});
        log.append(other, TestLog.telemetry("free"));

        eventually().untilAsserted(() -> assertThat(effectsOf(other)).containsExactly("free"));
        assertThat(effects()).isEmpty();
        released.countDown();
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(1));
    }

    @Test
    void parksAnEntryOnWhichOurCodeFailsThreeTimesAndGoesOn() {
        var tries = new AtomicInteger();
        Instance instance = start(stored -> {
            if (stored.entry().key().equals("poison")) {
                tries.incrementAndGet();
                throw new IllegalArgumentException("cannot digest this");
            }
        });
        log.append(stream, TestLog.telemetry("before"));
        log.append(stream, TestLog.telemetry("poison"));
        String last = log.append(stream, TestLog.telemetry("after"));

        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(last));
        assertThat(effects()).containsExactly("before", "after");
        assertThat(tries.get()).isBetween(4, 5);
        assertThat(parkedTrace()).contains("cannot digest this");
        assertThat(instance.metrics.counter("plumewatch.intake.parked").count()).isEqualTo(1);
    }

    @Test
    void goesOnAfterAnErrorThatIsNoFaultOfTheEntry() {
        var first = new AtomicBoolean(true);
        Instance instance = start(stored -> {
            if (first.getAndSet(false)) {
                throw new OutOfMemoryError("none left just now");
            }
        });
        log.append(stream, TestLog.telemetry("after all"));

        eventually().untilAsserted(() -> assertThat(effects()).containsExactly("after all"));
        eventually().untilAsserted(() -> assertThat(instance.state.waiting()).isEmpty());
    }

    @Test
    void keepsWhatIsRejectedWithNulAndDropsTheOldestBeyondItsBound() {
        String device = "D-" + UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n <= RejectedEntries.MOST_KEPT; n++) {
                var entry = new StoredEntry(stream, n + "-0", telemetryOf(device, "key\0" + n));
                rejected.reject(entry, "OUT_OF_RANGE", "plate\0", "no \0 in it");
            }
        });

        List<String> kept = jdbc.sql("select entry_key from rejected_entry where device = :device order by rejected_id")
                .param("device", device)
                .query(String.class)
                .list();
        assertThat(kept).hasSize(RejectedEntries.MOST_KEPT);
        assertThat(kept.get(0)).isEqualTo("OBD key\uFFFD1");
    }

    private static LogEntry telemetryOf(String device, String key) {
        Instant at = Instant.parse("2026-11-22T00:15:02Z");
        return new LogEntry(
                EntryKind.OBD, device, Trust.ENROLLED, ClockState.GOOD, at, at, false, key, "test", new byte[] {1});
    }

    @Test
    void parksAnEnvelopeThatNobodyCanRead() {
        start(stored -> {});
        var fields = TestLog.telemetry("broken").toFields();
        fields.put("trust", "VERY_MUCH".getBytes(UTF_8));
        log.append(stream, fields);
        log.append(stream, TestLog.telemetry("fine"));

        eventually().untilAsserted(() -> assertThat(effects()).containsExactly("fine"));
        assertThat(jdbc.sql("select reason || ' ' || expected from rejected_entry where stream = :stream")
                        .param("stream", stream)
                        .query(String.class)
                        .single())
                .startsWith("MALFORMED_ENVELOPE")
                .contains("trust");
    }

    @Test
    void stopsAStreamAtAnEntryFromTheFutureAndLetsTheOthersGoOn() {
        String other = stream + "-other";
        Instance instance = start(List.of(stream, other), stored -> {});
        log.append(stream, TestLog.telemetry("known"));
        var future = TestLog.telemetry("future").toFields();
        future.put("v", "2".getBytes(UTF_8));
        log.append(stream, future);
        log.append(stream, TestLog.telemetry("behind"));

        eventually().untilAsserted(() -> assertThat(instance.state.stopped()).containsOnlyKeys(stream));
        log.append(other, TestLog.telemetry("elsewhere"));
        eventually().untilAsserted(() -> assertThat(effectsOf(other)).containsExactly("elsewhere"));
        assertThat(effects()).containsExactly("known");
        assertThat(new IntakeHealth(instance.state).health().getStatus().getCode())
                .isEqualTo("DOWN");
    }

    @Test
    void readsAReplacedLogFromItsStartAndRaisesTheAlarm() {
        start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));

        log.redis().flushall();
        log.append(stream, TestLog.telemetry("in the new log"));

        eventually().untilAsserted(() -> assertThat(effects()).hasSize(4).contains("in the new log"));
        assertThat(gaps()).containsExactly("NEW_EPOCH");
        assertThat(offsets.read(stream).epoch())
                .isEqualTo(new String(log.redis().get(Streams.EPOCH), UTF_8));
    }

    @Test
    void raisesTheAlarmWhenEntriesWereTrimmedUnread() {
        Instance instance = start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));
        instance.intake.close();

        append(5);
        log.redis().xtrim(stream, 2);
        Instance next = start(stored -> {});
        LogWatch watch = next.watch();

        // the lane moves the offset meanwhile, and then the watch looks again
        eventually().untilAsserted(() -> {
            watch.run();
            assertThat(gaps()).containsExactly("TRIMMED");
        });
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(5));
        assertThat(offsets.read(stream).entries())
                .as("the lost ones count as passed")
                .isEqualTo(8);
        watch.run();
        log.redis().xtrim(stream, 0);
        watch.run();
        assertThat(gaps()).as("what took effect is no gap").containsExactly("TRIMMED");
    }

    @Test
    void raisesTheAlarmAndBeginsAgainWhenAStreamWasDeleted() {
        Instance instance = start(stored -> {});
        append(3);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(3));
        log.redis().del(stream);
        String again = log.append(stream, TestLog.telemetry("again"));
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(again));

        instance.watch().run();

        assertThat(gaps()).containsExactly("SHRUNK");
        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).entries()).isEqualTo(1));
    }

    @Test
    void trimsOnlyBehindWhatTookEffect() {
        Instance instance = start(stored -> {});
        append(4);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(4));
        instance.intake.close();
        append(2);

        new Instance(List.of(), stored -> {}).watch().run();

        assertThat(log.redis().xlen(stream)).isEqualTo(3);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void goesOnByItselfWhenRedisComesBack() {
        Instance instance = start(stored -> {});
        append(2);
        eventually().untilAsserted(() -> assertThat(effects()).hasSize(2));

        redis.kill();
        eventually().untilAsserted(() -> assertThat(instance.state.waiting()).isNotEmpty());
        redis.restart();
        eventually().ignoreExceptions().until(() -> log.append(stream, TestLog.telemetry("after the outage")) != null);

        eventually().untilAsserted(() -> assertThat(effects()).contains("after the outage"));
        eventually().untilAsserted(() -> assertThat(instance.state.waiting()).isEmpty());
        assertThat(gaps()).isEmpty();
    }

    private Instance start(Consumer<StoredEntry> before) {
        return start(List.of(stream), before);
    }

    private Instance start(List<String> streams, Consumer<StoredEntry> before) {
        var instance = new Instance(streams, before);
        running.add(instance.intake);
        instance.intake.start();
        return instance;
    }

    private List<String> append(int entries) {
        var keys = new ArrayList<String>();
        for (int n = 0; n < entries; n++) {
            String key = "key-" + UUID.randomUUID();
            log.append(stream, TestLog.telemetry(key));
            keys.add(key);
        }
        return keys;
    }

    private List<String> effects() {
        return effectsOf(stream);
    }

    private List<String> effectsOf(String which) {
        return jdbc.sql("select entry_key from test_effect where stream = :stream order by n")
                .param("stream", which)
                .query(String.class)
                .list();
    }

    private List<String> gaps() {
        return jdbc.sql("select kind from log_gap where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .list();
    }

    private String parkedTrace() {
        return jdbc.sql("select exception from rejected_entry where stream = :stream and reason = 'CODE_FAILED'")
                .param("stream", stream)
                .query(String.class)
                .single();
    }

    private static ConditionFactory eventually() {
        return await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An instance with a lane over some streams; each effect is a row, written before {@code before} runs. */
    private final class Instance {

        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final IntakeState state = new IntakeState(metrics);
        private final Intake intake;
        private final LogServer server;

        Instance(List<String> streams, Consumer<StoredEntry> before) {
            var effects = new Effects(transaction, offsets, rejected, List.of(new WritingHandler(before)));
            intake = new Intake(SETTINGS, offsets, effects, state, Clock.systemUTC());
            server = intake.server(redis.uri());
            if (!streams.isEmpty()) {
                intake.lane("test", server, streams);
            }
        }

        LogWatch watch() {
            return intake.watch("test", server, List.of(stream), Duration.ZERO);
        }
    }

    private final class WritingHandler implements EntryHandler {

        private final Consumer<StoredEntry> then;

        WritingHandler(Consumer<StoredEntry> then) {
            this.then = then;
        }

        @Override
        public Set<EntryKind> kinds() {
            return Set.of(EntryKind.OBD);
        }

        @Override
        public void handle(List<StoredEntry> entries) {
            for (StoredEntry stored : entries) {
                jdbc.sql("insert into test_effect (stream, entry_key) values (:stream, :key)")
                        .param("stream", stored.stream())
                        .param("key", stored.entry().key())
                        .update();
                then.accept(stored);
            }
        }
    }
}
