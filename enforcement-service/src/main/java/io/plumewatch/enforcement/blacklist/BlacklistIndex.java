package io.plumewatch.enforcement.blacklist;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The plates of all open entries in the heap, half a second behind PostgreSQL at most, and right after commits of our
 * own. Thread-safe; readers never wait.
 */
@Component
final class BlacklistIndex implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BlacklistIndex.class);

    private static final long LOOK_EVERY_MILLIS = 500;

    /** Starts before anything that reads the log: a sighting must not be judged by an empty list. */
    private static final int PHASE = 0;

    private static final String SNAPSHOT = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    /** Whatever was not visible to the snapshot of the last look has a transaction id from its xmin on. */
    private static final String CHANGED = """
            select exists(select 1 from blacklist_entry where changed_in >= cast(:since as xid8))
            """;

    private static final String OPEN = "select distinct number from blacklist_entry where lifted_at is null";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Semaphore wake = new Semaphore(0);
    private final List<Long> addedDuringLook = new ArrayList<>();

    private volatile PlateSet plates = PlateSet.EMPTY;
    private volatile Instant agreedAt = Instant.EPOCH;
    private volatile @Nullable Thread follower;
    private @Nullable String since;
    private boolean failing;

    BlacklistIndex(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean mayHold(String number) {
        return plates.contains(PackedPlate.of(number));
    }

    Instant agreedAt() {
        return agreedAt;
    }

    /** Adds the plate when the caller's transaction has committed, and looks at once for what else changed. */
    void changedBy(String number) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                add(PackedPlate.of(number));
                wake.release();
            }
        });
    }

    @Override
    public void start() {
        look();
        var thread = new Thread(this::follow, "blacklist-index");
        thread.setDaemon(true);
        follower = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = follower;
        follower = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void follow() {
        while (follower == Thread.currentThread()) {
            try {
                if (wake.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                look();
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                complainOnce(e);
            }
        }
    }

    private void complainOnce(RuntimeException e) {
        if (!failing && isRunning()) {
            LOG.warn("The blacklist cannot be read; alerts go on with the list of {}", agreedAt, e);
        }
        failing = true;
    }

    private void look() {
        Instant asked = clock.instant();
        String snapshot = jdbc.sql(SNAPSHOT).query(String.class).single();
        if (since == null || changedSince(since)) {
            reload();
        }
        since = snapshot;
        agreedAt = asked;
    }

    private boolean changedSince(String snapshot) {
        return jdbc.sql(CHANGED).param("since", snapshot).query(Boolean.class).single();
    }

    private void reload() {
        synchronized (addedDuringLook) {
            addedDuringLook.clear();
        }
        PlateSet loaded =
                PlateSet.of(jdbc.sql(OPEN).query(String.class).list().stream().mapToLong(PackedPlate::of));
        synchronized (addedDuringLook) {
            plates = loaded.plus(addedDuringLook.stream().mapToLong(Long::longValue));
        }
    }

    private void add(long plate) {
        synchronized (addedDuringLook) {
            addedDuringLook.add(plate);
            plates = plates.plus(LongStream.of(plate));
        }
    }
}
