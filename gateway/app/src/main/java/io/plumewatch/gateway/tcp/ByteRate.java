package io.plumewatch.gateway.tcp;

import java.util.concurrent.TimeUnit;

/**
 * How fast one connection may send what nobody vouches for: a bucket that fills by the second and may be overdrawn once.
 * Whoever finds it overdrawn reads no further for a while. Times are {@code System.nanoTime()}; not thread-safe.
 */
public final class ByteRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final long burstBytes;
    private double left;
    private long filledAt;

    /**
     * Makes a full bucket.
     *
     * @param bytesPerSecond what it gains, at least 1
     * @param burstBytes the most that it holds
     */
    public ByteRate(long bytesPerSecond, long burstBytes, long now) {
        this.bytesPerSecond = bytesPerSecond;
        this.burstBytes = burstBytes;
        this.left = burstBytes;
        this.filledAt = now;
    }

    public void spend(int bytes, long now) {
        fill(now);
        left -= bytes;
    }

    public boolean overdrawn(long now) {
        fill(now);
        return left < 0;
    }

    /** Returns the nanoseconds until it is no longer overdrawn. */
    public long nanosUntilFree(long now) {
        fill(now);
        return left >= 0 ? 0 : (long) Math.ceil(-left / bytesPerSecond * SECOND);
    }

    private void fill(long now) {
        left = Math.min(burstBytes, left + (double) (now - filledAt) / SECOND * bytesPerSecond);
        filledAt = now;
    }
}
