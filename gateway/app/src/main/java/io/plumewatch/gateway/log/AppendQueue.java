package io.plumewatch.gateway.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What waits for the next flush of a log, bounded in entries and in bytes. Any thread puts in, one takes out. */
final class AppendQueue {

    private final LogSettings settings;
    private final BlockingQueue<Append> queue;
    private final AtomicLong bytes = new AtomicLong();

    AppendQueue(LogSettings settings) {
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queueEntries());
    }

    /** Takes one in; false when there is no room. */
    boolean offer(Append append) {
        int more = append.bytes();
        if (bytes.addAndGet(more) <= settings.queueBytes() && queue.offer(append)) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    /** Returns as much as goes into one flush, waiting for the first of it; nothing when none came in this time. */
    List<Append> batch(long waitNanos) throws InterruptedException {
        var batch = new ArrayList<Append>();
        Append next = queue.poll(Math.max(0, waitNanos), TimeUnit.NANOSECONDS);
        long taken = 0;
        while (next != null) {
            batch.add(next);
            taken += next.bytes();
            next = batch.size() < settings.batchEntries() && taken < settings.batchBytes() ? queue.poll() : null;
        }
        bytes.addAndGet(-taken);
        return batch;
    }

    /** Returns all that is here now. */
    List<Append> all() {
        var all = new ArrayList<Append>();
        queue.drainTo(all);
        bytes.addAndGet(-all.stream().mapToLong(Append::bytes).sum());
        return all;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    long bytes() {
        return bytes.get();
    }
}
