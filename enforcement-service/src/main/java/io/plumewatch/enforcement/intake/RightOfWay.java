package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.Effects.Outcome;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Who goes first when processors and database are short: what a crew waits for. A transaction that can wait begins only
 * when no other one is under way, but never later than after a short time, so a backlog of evidence slows telemetry down
 * and does not stop it.
 */
final class RightOfWay {

    private final long mostNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition clear = lock.newCondition();
    private int underWay;

    /**
     * Makes one for the lanes of an instance.
     *
     * @param most how long a transaction waits at most
     */
    RightOfWay(Duration most) {
        mostNanos = most.toNanos();
    }

    /** How the transactions of one lane go about it. */
    interface Turn {
        Outcome take(Supplier<Outcome> transaction);
    }

    /** Does what others wait for. */
    Outcome first(Supplier<Outcome> transaction) {
        count(1);
        try {
            return transaction.get();
        } finally {
            count(-1);
        }
    }

    /** Does what can wait. */
    Outcome behind(Supplier<Outcome> transaction) {
        await();
        return transaction.get();
    }

    private void count(int more) {
        lock.lock();
        try {
            underWay += more;
            if (underWay == 0) {
                clear.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        lock.lock();
        try {
            long left = mostNanos;
            while (underWay > 0 && left > 0) {
                left = clear.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
