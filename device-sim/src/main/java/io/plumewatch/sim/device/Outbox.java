package io.plumewatch.sim.device;

import io.plumewatch.sim.RunFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A unit's store of messages that nobody has acknowledged yet, oldest first and bounded. */
final class Outbox {

    /** A message, made anew for each sending. */
    record Waiting(String id, String topic, Supplier<byte[]> payload) {}

    private static final class Slot {

        private final Waiting message;
        private Instant sentAt;

        Slot(Waiting message, Instant sentAt) {
            this.message = message;
            this.sentAt = sentAt;
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

    /** Makes a message overdue at once. */
    synchronized void postpone(String id) {
        Slot slot = slots.get(id);
        if (slot != null) {
            slot.sentAt = Instant.EPOCH;
        }
    }

    /** Returns what was sent before {@code limit}, and takes it as sent now. */
    synchronized List<Waiting> overdue(Instant limit, Instant now) {
        var overdue = new ArrayList<Waiting>();
        for (Slot slot : slots.values()) {
            if (slot.sentAt.isBefore(limit)) {
                slot.sentAt = now;
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
