package io.plumewatch.enforcement.intake;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.EntryKind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Streams and instances of the tests' own, on the database of the context. */
@EnforcementTest
abstract class LaneScene {

    /** How the instances of the tests read; with other keys once they are set. */
    static IntakeSettings settings(String logKeys, int parkedEntries) {
        return settings(logKeys, parkedEntries, Duration.ofMillis(100));
    }

    /** The same, but what is held is looked at again only after so long. */
    static IntakeSettings held(Duration hold) {
        return settings("", 20, hold);
    }

    private static IntakeSettings settings(String logKeys, int parkedEntries, Duration hold) {
        return new IntakeSettings(
                true,
                logKeys,
                20,
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                hold,
                Duration.ofMillis(100),
                Duration.ZERO,
                Duration.ZERO,
                parkedEntries,
                1 << 20,
                Duration.ofSeconds(4),
                3,
                Duration.ofMillis(50));
    }

    IntakeSettings settings = settings("", 20);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Offsets offsets;

    @Autowired
    ParkedEntries parked;

    RejectedEntries rejected;
    ParkedHours hours;

    final RedisServer redis = RedisServer.start();
    final TestLog log = new TestLog(redis.uri());
    final List<Intake> running = new ArrayList<>();
    final String stream = "test-" + UUID.randomUUID();

    @BeforeEach
    void makeRoomForEffects() {
        bound(20);
        jdbc.sql(
                        "create table if not exists test_effect (n bigint generated always as identity, stream text, entry_key text)")
                .update();
    }

    /** Keeps so many entries without a valid seal an hour. */
    final void bound(int parkedEntries) {
        settings = settings(settings.logKeys(), parkedEntries);
        hours = new ParkedHours(jdbc, settings, new SimpleMeterRegistry());
        rejected = new RejectedEntries(jdbc, hours, new SimpleMeterRegistry());
    }

    @AfterEach
    void end() {
        running.forEach(Intake::close);
        log.close();
        redis.close();
    }

    Instance start(Consumer<StoredEntry> before) {
        return start(List.of(stream), before);
    }

    Instance start(List<String> streams, Consumer<StoredEntry> before) {
        return start(redis.uri(), streams, before);
    }

    /** Starts one that reaches Redis on a way of its own. */
    Instance start(String redisUri) {
        return start(redisUri, List.of(stream), stored -> {});
    }

    private Instance start(String redisUri, List<String> streams, Consumer<StoredEntry> before) {
        var instance = new Instance(redisUri, streams, before);
        running.add(instance.intake);
        instance.intake.start();
        return instance;
    }

    List<String> append(int entries) {
        var keys = new ArrayList<String>();
        for (int n = 0; n < entries; n++) {
            String key = "key-" + UUID.randomUUID();
            log.append(stream, TestLog.telemetry(key));
            keys.add(key);
        }
        return keys;
    }

    List<String> effects() {
        return effectsOf(stream);
    }

    List<String> effectsOf(String which) {
        return jdbc.sql("select entry_key from test_effect where stream = :stream order by n")
                .param("stream", which)
                .query(String.class)
                .list();
    }

    List<String> gaps() {
        return jdbc.sql("select kind from log_gap where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .list();
    }

    String parkedTrace() {
        return jdbc.sql("select exception from rejected_entry where stream = :stream and reason = 'CODE_FAILED'")
                .param("stream", stream)
                .query(String.class)
                .single();
    }

    String parkedPlace() {
        return jdbc.sql("select entry_id from rejected_entry where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .single();
    }

    ParkedEntries.Parked parkedEntry() {
        long id = jdbc.sql("select rejected_id from rejected_entry where stream = :stream")
                .param("stream", stream)
                .query(Long.class)
                .single();
        var administrator =
                new Caller("token", "administrator", Set.of(Role.ADMIN), new Areas(Set.of(Areas.WHOLE_COUNTRY)));
        return parked.find(administrator, id).orElseThrow();
    }

    int readingsOfTheLargestTransaction() {
        return jdbc.sql("select max(n) from (select count(*) as n from test_effect where stream = :stream "
                        + "group by xmin::text) as transactions")
                .param("stream", stream)
                .query(Integer.class)
                .single();
    }

    static ConditionFactory eventually() {
        return await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20));
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An instance with a lane over some streams; each effect is a row, written before {@code before} runs. */
    final class Instance {

        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        final IntakeState state = new IntakeState(metrics);
        final Effects effects;
        final Intake intake;
        private final LogServer server;

        Instance(String redisUri, List<String> streams, Consumer<StoredEntry> before) {
            effects = new Effects(transaction, offsets, rejected, parked, List.of(new WritingHandler(before)));
            intake = new Intake(settings, offsets, effects, state, Clock.systemUTC());
            server = intake.server(redisUri);
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
