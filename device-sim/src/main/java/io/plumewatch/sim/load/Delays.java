package io.plumewatch.sim.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** Measured times, and what can be said of them. */
public final class Delays {

    private final long[] sortedNanos;

    private Delays(long[] sortedNanos) {
        this.sortedNanos = sortedNanos;
    }

    static Delays ofNanos(LongStream nanos) {
        return new Delays(nanos.sorted().toArray());
    }

    public int count() {
        return sortedNanos.length;
    }

    /** Returns the time below which this share of them lies, in milliseconds; NaN when there is none. */
    public double millis(double share) {
        int at = (int) Math.round(share * (sortedNanos.length - 1));
        return sortedNanos.length == 0 ? Double.NaN : sortedNanos[at] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p50 %.0f, p99 %.0f, max %.0f ms (%d)", millis(0.5), millis(0.99), millis(1), count());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delays delays && Arrays.equals(sortedNanos, delays.sortedNanos);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sortedNanos);
    }
}
