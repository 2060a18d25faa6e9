package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Hj212Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of a station that the host has not answered yet: sent again so often, then given up. Bounded. */
final class Unanswered {

    /** The host has a day's minute data or is not there at all. */
    private static final int BOUND = 2_000;

    private static final class Slot {

        private final Hj212Message message;
        private Instant sentAt;
        private int resends;

        Slot(Hj212Message message, Instant sentAt) {
            this.message = message;
            this.sentAt = sentAt;
        }
    }

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private long answered;
    private long givenUp;

    synchronized void add(Hj212Message message, Instant now) {
        if (slots.size() == BOUND) {
            slots.remove(slots.keySet().iterator().next());
            givenUp++;
        }
        slots.put(String.valueOf(message.qn()), new Slot(message, now));
    }

    synchronized void answered(String qn) {
        if (slots.remove(qn) != null) {
            answered++;
        }
    }

    /** Returns what waits for longer than {@code patience}, and takes it as sent now; gives up what was sent too often. */
    synchronized List<Hj212Message> overdue(Instant now, Duration patience, int resends) {
        var overdue = new ArrayList<Hj212Message>();
        var all = slots.values().iterator();
        while (all.hasNext()) {
            Slot slot = all.next();
            if (slot.sentAt.plus(patience).isAfter(now)) {
                continue;
            }
            if (slot.resends == resends) {
                all.remove();
                givenUp++;
            } else {
                slot.resends++;
                slot.sentAt = now;
                overdue.add(slot.message);
            }
        }
        return overdue;
    }

    synchronized int size() {
        return slots.size();
    }

    synchronized long answeredCount() {
        return answered;
    }

    synchronized long givenUpCount() {
        return givenUp;
    }
}
