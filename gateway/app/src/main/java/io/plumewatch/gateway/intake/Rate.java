package io.plumewatch.gateway.intake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast something may come, be it bytes or messages: so much a second in the long run, and one burst at once.
 *
 * <p>What came so far is paid for with time; all that has to be kept of a sender is until when, as {@code
 * System.nanoTime()}: tens of thousands of them are idle.
 */
public record Rate(long perSecond, long burst) {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Returns a rate whose burst is what comes in this time. */
    public static Rate of(long perSecond, Duration burst) {
        return new Rate(perSecond, Math.round(perSecond * (burst.toNanos() / SECOND)));
    }

    /** Returns until when all is paid for, with this much more; silence saves nothing. */
    public long spend(long paidUntil, long some, long now) {
        return later(paidUntil, now) + nanos(some);
    }

    /** Returns the nanoseconds until no more than one burst is not paid for. */
    public long nanosUntilFree(long paidUntil, long now) {
        return Math.max(0, paidUntil - now - nanos(burst));
    }

    /** Returns the nanoseconds that pay for this much. */
    public long nanos(long some) {
        return Math.round(some * SECOND / perSecond);
    }

    static long later(long until, long now) {
        return until - now > 0 ? until : now;
    }
}
