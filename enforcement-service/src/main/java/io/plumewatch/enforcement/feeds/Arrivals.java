package io.plumewatch.enforcement.feeds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Wakes who waits for feed items: at once after a commit of this process, within a fifth of a second after one of
 * another instance.
 */
@Component
class Arrivals {

    private final FeedStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long signals;
    private int waiting;
    private long seenPosition;

    Arrivals(FeedStore store) {
        this.store = store;
    }

    /** Returns a mark; take it before reading, so that nothing arrives unnoticed between reading and waiting. */
    long mark() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something has arrived since the mark, or the time is up. */
    void await(long mark, long nanos) throws InterruptedException {
        lock.lock();
        waiting++;
        try {
            long left = nanos;
            while (signals == mark && left > 0) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            signals++;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Looks for commits of other instances, but only while somebody waits. */
    @Scheduled(fixedDelay = 200, timeUnit = TimeUnit.MILLISECONDS)
    void lookForOthers() {
        if (somebodyWaits()) {
            long position = store.position();
            if (position != seenPosition) {
                seenPosition = position;
                signal();
            }
        }
    }

    private boolean somebodyWaits() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }
}
