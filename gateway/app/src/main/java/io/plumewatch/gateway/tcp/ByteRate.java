package io.plumewatch.gateway.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How fast bytes may come: so many a second in the long run, and one burst at once. Whoever is faster reads no further for
 * a while.
 *
 * <p>What came so far is paid for with time; all that has to be kept of a sender is until when, as {@code
 * System.nanoTime()}: tens of thousands of them are idle.
 */
record ByteRate(long bytesPerSecond, long burstBytes) {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Returns until when all is paid for, with these bytes; silence saves nothing. */
    long spend(long paidUntil, long bytes, long now) {
        return Math.max(0, paidUntil - now) + now + nanos(bytes);
    }

    /** Returns the nanoseconds until no more than one burst is not paid for. */
    long nanosUntilFree(long paidUntil, long now) {
        return Math.max(0, paidUntil - now - nanos(burstBytes));
    }

    private long nanos(long bytes) {
        return Math.round(bytes * SECOND / bytesPerSecond);
    }
}
