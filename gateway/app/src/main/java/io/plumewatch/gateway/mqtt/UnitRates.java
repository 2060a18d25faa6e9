package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.PaidTimes;
import io.plumewatch.gateway.intake.Rate;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How fast units may be answered, each and all together. Who is too fast is not refused, for a unit must not lose what it
 * measured: it waits, and the others go before it. Times are nanoseconds of a monotonic clock. Not thread-safe.
 */
final class UnitRates {

    /** A repetition is read and answered but not written: as a part of what a new message costs. */
    private static final int REPETITIONS_FOR_ONE = 10;

    private final Rate messages;
    private final Rate bytes;
    private final Rate all;
    private final Rate replays;
    private final Consumer<String> newlyLimited;
    private final PaidTimes units = new PaidTimes();
    private final Set<String> limited = new HashSet<>();
    private long allPaidUntil;
    private long replaysPaidUntil;

    /**
     * Makes rates that nobody has used yet.
     *
     * @param newlyLimited is told each unit that begins to wait
     */
    UnitRates(MqttSettings.Rates rates, Consumer<String> newlyLimited, long now) {
        this.messages = Rate.of(rates.messages(), rates.burst());
        this.bytes = Rate.of(rates.bytes(), rates.burst());
        this.all = new Rate(rates.allMessages(), rates.allMessages());
        // In a steady flow, for what reads the log reads it in its order.
        this.replays = new Rate(rates.replays(), 0);
        this.newlyLimited = newlyLimited;
        this.allPaidUntil = now;
        this.replaysPaidUntil = now;
    }

    /** Returns whether anything may be taken. */
    boolean anyMayGo(long now) {
        return all.nanosUntilFree(allPaidUntil, now) == 0;
    }

    /** Returns whether anything replayed may be taken. */
    boolean replaysMayGo(long now) {
        return replays.nanosUntilFree(replaysPaidUntil, now) == 0;
    }

    /** Returns whether something of this unit may be taken. */
    boolean mayGo(String device, long now) {
        boolean may = messages.nanosUntilFree(units.of(device, now), now) == 0;
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
        long paidUntil = units.spend(device, cost(delivery), now);
        if (paidUntil - now < messages.nanos(messages.burst()) / 2) {
            limited.remove(device);
        }
        if (limited.size() > PaidTimes.MOST_SENDERS) {
            limited.removeIf(unit -> !units.knows(unit));
        }
        allPaidUntil = all.spend(allPaidUntil, 1, now);
        if (replay) {
            replaysPaidUntil = replays.spend(replaysPaidUntil, 1, now);
        }
    }

    /**
     * Gives back most of what a delivery took that repeated what the log has. Behind an outage a unit has sent everything
     * several times, and what is new would wait for all of that.
     */
    void wasRepetition(Delivery delivery, boolean replay) {
        long cost = cost(delivery);
        units.giveBack(delivery.message().topic().device(), cost - cost / REPETITIONS_FOR_ONE);
        if (replay) {
            replaysPaidUntil -= replays.nanos(1);
        }
    }

    private long cost(Delivery delivery) {
        return Math.max(messages.nanos(1), bytes.nanos(delivery.message().payload().length));
    }
}
