package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the lines to the log. It has a thread of its own, since disks make wait and lines must not.
 *
 * <p>A finished test is on the disk before anything else happens to it, and its instrument is told only when the log has
 * it. What holds: a test that {@link TestSpool} has is logged, whatever ends in between; a process that is killed between
 * the log's answer and the note of it logs the test once more under the same key. A test that was killed before it was on
 * the disk, milliseconds after its end, is there again only if the instrument still shows it.
 *
 * <p>Continuous values wait in memory; beyond the bound the oldest are given up and counted.
 */
final class Outbox implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final long STOP_MILLIS = 5_000;

    private final InstrumentSettings settings;
    private final Counters counters;
    private final String gatewayId;
    private final TestSpool spool;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "instrument-outbox"));
    private final Backlog tests;
    private final Backlog values;
    private final Map<String, FinishedTest> waiting = new HashMap<>();
    private boolean moreOnDisk;

    Outbox(InstrumentSettings settings, ReadingLog log, Counters counters, String gatewayId) {
        this.settings = settings;
        this.counters = counters;
        this.gatewayId = gatewayId;
        this.spool = new TestSpool(Path.of(settings.spool()));
        this.tests = new Backlog(log, EntryKind.INSTRUMENT, this::onThread);
        this.values = new Backlog(log, EntryKind.SENSOR, this::onThread);
    }

    /** Takes up the tests that an earlier process left. */
    void start() {
        onThread(this::takeUp);
    }

    private void takeUp() {
        try {
            int room = settings.waitingTests() - waiting.size();
            List<FinishedTest> left = spool.waiting(room, waiting.values());
            left.forEach(test -> append(test, () -> {}));
            moreOnDisk = left.size() == room;
        } catch (IOException e) {
            trouble("The directory of finished tests cannot be read", e);
        }
    }

    /**
     * Takes a finished test.
     *
     * @param settled called on another thread when the log has the test, now or since earlier; not called for a test that
     *     waited on the disk only, because there were too many
     */
    void test(FinishedTest test, Runnable settled) {
        onThread(() -> take(test, settled));
    }

    /** Takes what an instrument shows at the moment. */
    void values(String deviceNo, String model, Instant at, byte[] payload) {
        onThread(() -> {
            if (values.size() >= settings.waitingValues() && values.dropOldest()) {
                counters.event(Protocol.INSTRUMENT, "values_given_up");
            }
            values.add(entry(EntryKind.SENSOR, deviceNo, deviceNo + "/" + at, model, at, payload), () -> {});
        });
    }

    private void take(FinishedTest test, Runnable settled) {
        if (spool.isDone(test)) {
            settled.run();
        } else if (waiting.containsKey(test.key())) {
            counters.event(Protocol.INSTRUMENT, "test_offered_again");
        } else {
            boolean kept = keep(test);
            // One that the disk did not take has no other place than memory.
            if (!kept || waiting.size() < settings.waitingTests()) {
                append(test, settled);
            } else {
                counters.event(Protocol.INSTRUMENT, "test_on_disk_only");
                moreOnDisk = true;
            }
        }
    }

    private boolean keep(FinishedTest test) {
        try {
            spool.keep(test);
            return true;
        } catch (IOException e) {
            trouble("Test " + test.key() + " cannot be kept on disk and waits for the log in memory", e);
            return false;
        }
    }

    private void append(FinishedTest test, Runnable settled) {
        waiting.put(test.key(), test);
        tests.add(
                entry(
                        EntryKind.INSTRUMENT,
                        test.deviceNo(),
                        test.key(),
                        test.model(),
                        test.finishedAt(),
                        test.payload()),
                () -> stored(test, settled));
    }

    private void stored(FinishedTest test, Runnable settled) {
        waiting.remove(test.key());
        counters.event(Protocol.INSTRUMENT, "test_logged");
        try {
            spool.done(test);
        } catch (IOException e) {
            trouble("That the log has test " + test.key() + " cannot be noted; it may be logged again", e);
        }
        settled.run();
        if (moreOnDisk && waiting.size() <= settings.waitingTests() / 2) {
            takeUp();
        }
    }

    private LogEntry entry(EntryKind kind, String device, String key, String model, Instant at, byte[] payload) {
        return new LogEntry(
                kind, device, Trust.ENROLLED, ClockState.GOOD, at, at, false, key, gatewayId, model, payload);
    }

    private void trouble(String what, IOException cause) {
        counters.event(Protocol.INSTRUMENT, "spool_failed");
        log.error("{}: {}", what, cause.toString());
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.error("Our own code failed on the way of an instrument's reading to the log", e);
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("Too late: the outbox is closed");
        }
    }

    /** Waits for what the log is about to confirm; tests that it does not are on the disk. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            while (System.nanoTime() < deadline
                    && thread.submit(() -> tests.size() + values.size() > 0 && !tests.paused() && !values.paused())
                            .get()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            thread.shutdown();
            thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            log.error("Our own code failed while closing the outbox", e);
        }
    }
}
