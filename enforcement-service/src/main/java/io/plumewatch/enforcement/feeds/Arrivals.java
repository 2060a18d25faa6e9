package io.plumewatch.enforcement.feeds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Wakes who waits for feed items: at once after a commit of this process, within a fifth of a second after one of
 * another instance. At the end of the process it wakes all, for a graceful stop of the web server waits for them.
 */
@Component
class Arrivals implements SmartLifecycle {

    /** Stops after those who follow a feed all the time, and before the web server. */
    private static final int PHASE = DEFAULT_PHASE - 1;

    private final FeedStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long signals;
    private int waiting;
    private long seenPosition;
    private volatile boolean running;

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

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        signal();
    }

    /** Whether waiting makes sense: not when the process ends. */
    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
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

    boolean somebodyWaits() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }
}
