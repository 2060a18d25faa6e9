package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Exactly once, whatever happens. */
class LaneTests extends LaneScene {

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

    /** As one does that is stopped, or whose machine is: its connection stays, and its lock with it. */
    @Test
    void anotherInstanceGoesOnWithinSecondsWhenOneHangsInItsTransaction() {
        var hung = new CountDownLatch(1);
        var awake = new CountDownLatch(1);
        start(stored -> {
            hung.countDown();
            awaitLatch(awake);
        });
        List<String> keys = append(5);
        awaitLatch(hung);

        start(stored -> {});
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> assertThat(effects()).isEqualTo(keys));
        awake.countDown();
        String late = log.append(stream, TestLog.telemetry("late"));

        eventually()
                .untilAsserted(() -> assertThat(offsets.read(stream).lastId()).isEqualTo(late));
        assertThat(effects()).hasSize(6).doesNotHaveDuplicates();
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
        assertThat(tries.get()).isEqualTo(5);
        assertThat(parkedTrace()).contains("cannot digest this");
        assertThat(instance.metrics.counter("plumewatch.intake.parked").count()).isEqualTo(1);
    }

    /** A broken table or a bad build fails on every entry: that is no reason to put the city into the quarantine. */
    @Test
    void holdsAStreamOnWhichOurCodeFailsAgainAndAgainUntilItWorks() {
        settings = held(Duration.ofMinutes(5));
        var broken = new AtomicBoolean(true);
        Instance instance = start(stored -> {
            if (broken.get()) {
                throw new IllegalStateException("a table is missing");
            }
        });
        List<String> keys = append(10);

        eventually().untilAsserted(() -> assertThat(instance.state.stopped()).containsOnlyKeys(stream));
        assertThat(parkedKeys()).hasSize(settings.failuresInARow());
        assertThat(new IntakeHealth(instance.state).health().getStatus().getCode())
                .isEqualTo("DOWN");
        broken.set(false);
        Instance next = start(stored -> {});
        eventually().untilAsserted(() -> assertThat(effects()).isEqualTo(keys.subList(settings.failuresInARow(), 10)));
        assertThat(next.state.stopped()).isEmpty();
    }

    @Test
    void getsBehindARunOfPoisonAfterAWhile() {
        start(stored -> {
            if (stored.entry().key().startsWith("poison")) {
                throw new IllegalStateException("cannot digest this");
            }
        });
        for (int n = 0; n < 6; n++) {
            log.append(stream, TestLog.telemetry("poison-" + n + UUID.randomUUID()));
        }
        log.append(stream, TestLog.telemetry("fine"));

        eventually().untilAsserted(() -> assertThat(effects()).containsExactly("fine"));
        assertThat(parkedKeys()).hasSize(6);
    }

    @Test
    void takesEffectInTheTransactionThatWouldParkItWhenItWorksThere() {
        var tries = new AtomicInteger();
        start(stored -> {
            if (tries.incrementAndGet() <= 4) {
                throw new IllegalStateException("not yet");
            }
        });
        append(1);

        eventually().untilAsserted(() -> assertThat(effects()).hasSize(1));
        assertThat(parkedKeys()).isEmpty();
    }

    @Test
    void parksPoisonHoweverLongItsKeyAndDeviceAre() {
        start(stored -> {
            if (!stored.entry().key().equals("fine")) {
                throw new IllegalStateException("cannot digest this");
            }
        });
        var random = new SplittableRandom(1);
        String key = random.ints(4_000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
        log.append(
                stream,
                new LogEntry(
                        EntryKind.OBD,
                        key.substring(0, 3_000),
                        Trust.ENROLLED,
                        ClockState.GOOD,
                        null,
                        Instant.now(),
                        false,
                        key,
                        "test",
                        new byte[] {1}));
        log.append(stream, TestLog.telemetry("fine"));

        eventually().untilAsserted(() -> assertThat(effects()).containsExactly("fine"));
        assertThat(parkedKeys()).hasSize(1).first().asString().startsWith("OBD sha256 ");
    }

    /** Whoever writes it to Redis is no gateway of ours, and must not look like a fault of our code. */
    @Test
    void setsAsideAnEnvelopeThatNoTableCanHold() {
        start(stored -> {});
        log.append(stream, TestLog.telemetry("nul \0"));
        log.append(
                stream,
                TestLog.entry(EntryKind.OBD, "d", "late", Instant.ofEpochMilli(Long.MAX_VALUE - 1_000), new byte[0]));
        log.append(stream, TestLog.telemetry("fine"));

        eventually().untilAsserted(() -> assertThat(effects()).containsExactly("fine"));
        assertThat(jdbc.sql("select reason from rejected_entry where stream = :stream")
                        .param("stream", stream)
                        .query(String.class)
                        .list())
                .containsExactly("MALFORMED_ENVELOPE", "MALFORMED_ENVELOPE");
    }

    @Test
    void stopsVisiblyAtWhatCanBeNeitherUsedNorParked() {
        rejected = new RejectedEntries(jdbc, hours, new SimpleMeterRegistry()) {
            @Override
            void park(StoredEntry stored, Throwable failure, Offset before) {
                throw new DataIntegrityViolationException("no");
            }
        };
        Instance instance = start(stored -> {
            throw new IllegalStateException("cannot digest this");
        });
        append(1);

        eventually().untilAsserted(() -> assertThat(instance.state.stopped()).containsOnlyKeys(stream));
        assertThat(instance.state.stopped().get(stream)).contains("neither used nor parked");
        assertThat(offsets.read(stream).entries()).isZero();
    }

    /** Of an entry that breaks its connection each time, only its own stream may be held up, and somebody must hear. */
    @Test
    void holdsAStreamWhoseEntryBreaksItsConnectionEachTime() {
        String other = stream + "-other";
        Instance instance = start(List.of(stream, other), stored -> {
            if (stored.entry().key().equals("breaks")) {
                jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                        .query(Boolean.class)
                        .single();
            }
        });
        append(1);
        log.append(stream, TestLog.telemetry("breaks"));
        log.append(other, TestLog.telemetry("free"));

        eventually().untilAsserted(() -> assertThat(instance.state.stopped()).containsOnlyKeys(stream));
        assertThat(instance.state.stopped().get(stream)).contains("STUCK");
        assertThat(effects()).hasSize(1);
        eventually().untilAsserted(() -> assertThat(effectsOf(other)).containsExactly("free"));
        assertThat(parkedKeys()).isEmpty();
    }

    private List<String> parkedKeys() {
        return jdbc.sql("select entry_key from rejected_entry where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .list();
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
        List<String> kept = keptOfOneTooMany(Streams.telemetry(1));

        assertThat(kept).hasSize(RejectedEntries.MOST_KEPT);
        assertThat(kept.get(0)).isEqualTo("OBD key\uFFFD1");
    }

    /** The gateway has acknowledged it: a unit whose numbering begins again may reuse more ids than that. */
    @Test
    void dropsNothingOfTheEvidenceThatIsRejected() {
        assertThat(keptOfOneTooMany(Streams.EVIDENCE)).hasSize(RejectedEntries.MOST_KEPT + 1);
    }

    private List<String> keptOfOneTooMany(String from) {
        String device = "D-" + UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n <= RejectedEntries.MOST_KEPT; n++) {
                var entry = new StoredEntry(from, n + "-0", telemetryOf(device, "key\0" + n + device));
                rejected.reject(entry, "OUT_OF_RANGE", "plate\0", "no \0 in it");
            }
        });
        return jdbc
                .sql("select entry_key from rejected_entry where device = :device order by rejected_id")
                .param("device", device)
                .query(String.class)
                .list()
                .stream()
                .map(key -> key.replace(device, ""))
                .toList();
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
        byte[] entry = Objects.requireNonNull(fields.get(LogEntry.ENTRY));
        fields.put(
                LogEntry.ENTRY,
                new String(entry, ISO_8859_1).replace("ENROLLED", "DEVOTED!").getBytes(ISO_8859_1));
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
        future.put("v", "4".getBytes(UTF_8));
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
}
