package io.plumewatch.gateway.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the judge, bounded in messages and in bytes.
 *
 * <p>Units take turns, so that one with a backlog holds up nobody else, and what happens now goes before what is replayed.
 * So that replays never starve either, every {@link #REPLAY_TURN}th turn is theirs. What one unit sent of one sort stays
 * in its order.
 */
final class FairQueue {

    static final int REPLAY_TURN = 8;

    private final int mostMessages;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lane live = new Lane();
    private final Lane replayed = new Lane();
    private int messages;
    private long bytes;
    private int turn;

    FairQueue(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a delivery in, waiting for room in bytes but never for room in messages.
     *
     * @return false when there is no room
     */
    boolean offer(Delivery delivery, long waitMillis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (bytes > mostBytes && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (messages >= mostMessages || bytes > mostBytes) {
                return false;
            }
            (delivery.message().replayed() ? replayed : live).add(delivery);
            messages++;
            bytes += delivery.message().payload().length;
            changed.signalAll();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whose turn it is; null when nothing came for this long. */
    @Nullable
    Delivery poll(long waitMillis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (messages == 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            Delivery next = next();
            if (next != null) {
                messages--;
                bytes -= next.message().payload().length;
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Delivery next() {
        turn = (turn + 1) % REPLAY_TURN;
        Lane first = turn == 0 ? replayed : live;
        Delivery next = first.next();
        return next == null ? (first == live ? replayed : live).next() : next;
    }

    /** Forgets deliveries that a predicate chooses. */
    void removeIf(Predicate<Delivery> chosen) {
        lock.lock();
        try {
            for (Delivery gone : live.removeIf(chosen)) {
                forget(gone);
            }
            for (Delivery gone : replayed.removeIf(chosen)) {
                forget(gone);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Delivery gone) {
        messages--;
        bytes -= gone.message().payload().length;
    }

    /** Units in the order of their turns. */
    private static final class Lane {

        private final Map<String, Deque<Delivery>> units = new LinkedHashMap<>();

        void add(Delivery delivery) {
            units.computeIfAbsent(delivery.message().topic().device(), device -> new ArrayDeque<>())
                    .addLast(delivery);
        }

        @Nullable
        Delivery next() {
            var turns = units.entrySet().iterator();
            if (!turns.hasNext()) {
                return null;
            }
            Map.Entry<String, Deque<Delivery>> unit = turns.next();
            turns.remove();
            Delivery next = unit.getValue().removeFirst();
            if (!unit.getValue().isEmpty()) {
                units.put(unit.getKey(), unit.getValue());
            }
            return next;
        }

        List<Delivery> removeIf(Predicate<Delivery> chosen) {
            var gone = new ArrayList<Delivery>();
            units.values()
                    .forEach(waiting -> waiting.removeIf(delivery -> {
                        boolean goes = chosen.test(delivery);
                        if (goes) {
                            gone.add(delivery);
                        }
                        return goes;
                    }));
            units.values().removeIf(Deque::isEmpty);
            return gone;
        }
    }
}
