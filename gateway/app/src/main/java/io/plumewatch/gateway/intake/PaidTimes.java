package io.plumewatch.gateway.intake;

import java.util.HashMap;
import java.util.Map;

/** Until when each of many senders has paid for what it sent, see {@link Rate}. Bounded; not thread-safe. */
public final class PaidTimes {

    public static final int MOST_SENDERS = 20_000;

    private final Map<String, Long> paidUntil = new HashMap<>();

    /** Returns until when a sender has paid; now if it owes nothing. */
    public long of(String sender, long now) {
        return Rate.later(paidUntil.getOrDefault(sender, now), now);
    }

    /** Has a sender pay this much more and returns until when it has paid. */
    public long spend(String sender, long nanos, long now) {
        long until = of(sender, now) + nanos;
        paidUntil.put(sender, until);
        if (paidUntil.size() > MOST_SENDERS) {
            forget(now);
        }
        return until;
    }

    /** Gives a sender back a part of what it paid. */
    public void giveBack(String sender, long nanos) {
        paidUntil.computeIfPresent(sender, (same, until) -> until - nanos);
    }

    /** Returns whether the sender is remembered: it may have paid in advance. */
    public boolean knows(String sender) {
        return paidUntil.containsKey(sender);
    }

    /** Forgets who owes nothing; if all do, the limits of some begin anew, which harms nobody. */
    private void forget(long now) {
        paidUntil.values().removeIf(until -> until - now <= 0);
        if (paidUntil.size() > MOST_SENDERS) {
            paidUntil.clear();
        }
    }
}
