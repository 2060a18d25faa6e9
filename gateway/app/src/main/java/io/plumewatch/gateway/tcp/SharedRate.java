package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.intake.Rate;
import java.util.concurrent.atomic.AtomicLong;

/** How fast bytes may come from all connections together. Safe for any thread. */
final class SharedRate {

    private final Rate rate;
    private final AtomicLong paidUntil;

    SharedRate(Rate rate, long now) {
        this.rate = rate;
        this.paidUntil = new AtomicLong(now);
    }

    void spend(long bytes, long now) {
        paidUntil.updateAndGet(until -> rate.spend(until, bytes, now));
    }

    long nanosUntilFree(long now) {
        return rate.nanosUntilFree(paidUntil.get(), now);
    }
}
