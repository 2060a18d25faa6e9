package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the projection in Redis equal to PostgreSQL: changes at once, and a look each second that rebuilds it whole
 * when Redis has lost it, missed a change, or is ahead because the database was restored.
 *
 * <p>It is also written whole from time to time, so that nothing stays that somebody else put there.
 *
 * <p>One thread writes. Another instance may write as well: each write names the version that it builds on, and one
 * that builds on another than Redis holds is not applied but followed by a rebuild.
 */
@Component
class Projector implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    /** A bigger change is quicker as a rebuild. */
    private static final int LARGEST_DELTA = 2000;

    private static final int ATTEMPTS = 5;
    private static final long REWRITTEN_EVERY_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long WAIT_SECONDS = 3;

    private final ProjectionRows rows;
    private final ProjectionStore store;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "projection"));

    /** After a start the content is written whatever the version says: it may be that of another history. */
    private boolean trusted;

    private long writtenNanos;
    private boolean troubled;
    private volatile boolean running;

    Projector(ProjectionRows rows, ProjectionStore store) {
        this.rows = rows;
        this.store = store;
    }

    /**
     * Makes sure, before a change is committed, that it can be written now.
     *
     * @throws Refusal 503 when Redis does not answer: nothing is registered that could not connect at once
     */
    void requireReachable() {
        if (!running) {
            return;
        }
        try {
            thread.submit(store::version).get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw Refusal.of(
                    503,
                    "PROJECTION_UNAVAILABLE",
                    "gateways and broker cannot be told just now; nothing was registered, repeat the request",
                    Map.of());
        }
    }

    /** Writes a committed change, waiting a moment for it; what cannot be written now is rebuilt later. */
    void apply(ProjectionDelta delta) {
        if (!running) {
            return; // the first look rebuilds everything
        }
        try {
            Future<?> written = thread.submit(() -> guarded(() -> write(delta)));
            written.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.warn("the projection lags behind version {}", delta.version(), e);
        }
    }

    @Override
    public void start() {
        running = true;
        thread.scheduleWithFixedDelay(() -> guarded(this::reconcile), 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(WAIT_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void write(ProjectionDelta delta) {
        if (!trusted || delta.size() > LARGEST_DELTA || !store.apply(delta)) {
            reconcile();
        }
    }

    private void reconcile() {
        trusted = trusted && System.nanoTime() - writtenNanos < REWRITTEN_EVERY_NANOS;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String held = store.version();
            if (trusted && held.equals(store.held(rows.version()))) {
                return;
            }
            ProjectionRows.Content content = rows.content();
            if (store.replace(held, content)) {
                trusted = true;
                writtenNanos = System.nanoTime();
                LOG.debug("projection rebuilt at version {}", content.version());
                return;
            }
        }
    }

    /** Trouble is said once, not each second; the next look tries again. */
    private void guarded(Runnable work) {
        try {
            work.run();
            troubled = false;
        } catch (RuntimeException | Error e) {
            // Whatever leaves this method ends the looks for good, and gateways would go on with old secrets.
            if (!troubled) {
                LOG.warn("the projection cannot be brought up to date just now; trying each second", e);
            }
            troubled = true;
        }
    }
}
