package io.plumewatch.gateway.mqtt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How fast units may be answered, each and all together. Who is too fast is not refused, for a unit must not lose what it
 * measured: it waits, and the others go before it.
 *
 * <p>A rate is kept as the time at which everything taken would have been taken at exactly that rate; who is more than a
 * burst ahead of the clock waits. Times are nanoseconds of a monotonic clock. Not thread-safe.
 */
final class UnitRates {

    private static final int MOST_UNITS = 20_000;

    /** A repetition is read and answered but not written: as a part of what a new message costs. */
    private static final int REPETITIONS_FOR_ONE = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MqttSettings.Rates rates;
    private final long burstNanos;
    private final Consumer<String> newlyLimited;
    private final Map<String, Long> aheadUntil = new HashMap<>();
    private final Set<String> limited = new HashSet<>();
    private long allUntil;
    private long replaysUntil;

    /**
     * Makes rates that nobody has used yet.
     *
     * @param newlyLimited is told each unit that begins to wait
     */
    UnitRates(MqttSettings.Rates rates, Consumer<String> newlyLimited, long now) {
        this.rates = rates;
        this.burstNanos = rates.burst().toNanos();
        this.newlyLimited = newlyLimited;
        this.allUntil = now;
        this.replaysUntil = now;
    }

    /** Returns whether anything may be taken. */
    boolean anyMayGo(long now) {
        return allUntil - now <= NANOS_PER_SECOND;
    }

    /** Returns whether anything replayed may be taken: in a steady flow, for what reads the log reads it in its order. */
    boolean replaysMayGo(long now) {
        return replaysUntil - now <= 0;
    }

    /** Returns whether something of this unit may be taken. */
    boolean mayGo(String device, long now) {
        Long until = aheadUntil.get(device);
        boolean may = until == null || until - now <= burstNanos;
        if (!may && limited.add(device)) {
            newlyLimited.accept(device);
        }
        return may;
    }

    /** Returns whether a unit waits or waited a moment ago. */
    boolean isLimited(String device) {
        return limited.contains(device);
    }

    void took(Delivery delivery, boolean replay, long now) {
        String device = delivery.message().topic().device();
        long until = later(aheadUntil.getOrDefault(device, now), now) + cost(delivery);
        aheadUntil.put(device, until);
        if (until - now < burstNanos / 2) {
            limited.remove(device);
        }
        allUntil = later(allUntil, now) + NANOS_PER_SECOND / rates.allMessages();
        if (replay) {
            replaysUntil = later(replaysUntil, now) + NANOS_PER_SECOND / rates.replays();
        }
        if (aheadUntil.size() > MOST_UNITS) {
            forget(now);
        }
    }

    /**
     * Gives back most of what a delivery took that repeated what the log has. Behind an outage a unit has sent everything
     * several times, and what is new would wait for all of that.
     */
    void wasRepetition(Delivery delivery, boolean replay) {
        long cost = cost(delivery);
        aheadUntil.computeIfPresent(
                delivery.message().topic().device(), (device, until) -> until - cost + cost / REPETITIONS_FOR_ONE);
        if (replay) {
            replaysUntil -= NANOS_PER_SECOND / rates.replays();
        }
    }

    private long cost(Delivery delivery) {
        int bytes = delivery.message().payload().length;
        return Math.max(NANOS_PER_SECOND / rates.messages(), bytes * NANOS_PER_SECOND / rates.bytes());
    }

    private static long later(long until, long now) {
        return until - now > 0 ? until : now;
    }

    /** Forgets who is not ahead; if all are, the limits of some begin anew, which harms nobody. */
    private void forget(long now) {
        aheadUntil.values().removeIf(until -> until - now <= 0);
        if (aheadUntil.size() > MOST_UNITS) {
            aheadUntil.clear();
        }
        limited.retainAll(aheadUntil.keySet());
    }
}
