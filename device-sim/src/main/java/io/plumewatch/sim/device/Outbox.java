package io.plumewatch.sim.device;

import io.plumewatch.sim.RunFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A unit's store of messages that nobody has acknowledged yet, oldest first and bounded.
 *
 * <p>What waits is sent again less and less often: the broker keeps every repetition while the gateway is away, and one
 * each ten seconds would bury it under them.
 */
final class Outbox {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** A message, made anew for each sending. */
    record Waiting(String id, String topic, Supplier<byte[]> payload) {}

    private static final class Slot {

        private final Waiting message;
        private Duration wait = FIRST_WAIT;
        private Instant dueAt;

        Slot(Waiting message, Instant sentAt) {
            this.message = message;
            this.dueAt = sentAt.plus(wait);
        }

        void sentAgain(Instant now) {
            Duration longer = wait.multipliedBy(2);
            wait = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
            dueAt = now.plus(wait);
        }

        void failed() {
            wait = FIRST_WAIT;
            dueAt = Instant.EPOCH;
        }
    }

    private final int bound;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private boolean closed;

    Outbox(int bound) {
        this.bound = bound;
    }

    /** Waits for room and takes the message in. */
    synchronized Waiting add(String id, String topic, Supplier<byte[]> payload, Instant now) {
        try {
            while (slots.size() >= bound && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
        if (closed) {
            throw new RunFailed("the unit is closed");
        }
        var message = new Waiting(id, topic, payload);
        slots.put(id, new Slot(message, now));
        return message;
    }

    synchronized void remove(String id) {
        slots.remove(id);
        notifyAll();
    }

    /** Makes a message that could not be sent overdue at once. */
    synchronized void postpone(String id) {
        Slot slot = slots.get(id);
        if (slot != null) {
            slot.failed();
        }
    }

    /** Returns what has waited for too long, and takes it as sent now. */
    synchronized List<Waiting> overdue(Instant now) {
        var overdue = new ArrayList<Waiting>();
        for (Slot slot : slots.values()) {
            if (slot.dueAt.isBefore(now)) {
                slot.sentAgain(now);
                overdue.add(slot.message);
            }
        }
        return overdue;
    }

    synchronized int size() {
        return slots.size();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
