package io.plumewatch.sim.load.obd;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Every single latency of one measurement, in nanoseconds; none is averaged away. */
final class Latencies implements LongConsumer {

    private final long[] nanos;
    private int count;

    Latencies(int most) {
        nanos = new long[most];
    }

    @Override
    public void accept(long latencyNanos) {
        if (count < nanos.length) {
            nanos[count++] = latencyNanos;
        }
    }

    int count() {
        return count;
    }

    /** Returns the share of all, 0..1, that took no longer than this. */
    double within(double millis) {
        return Arrays.stream(nanos, 0, count).filter(one -> one <= millis * 1e6).count() / (double) count;
    }

    /** Returns the latency in milliseconds that a share of all, 0..1, does not exceed. */
    double millis(double share) {
        Arrays.sort(nanos, 0, count);
        return count == 0 ? Double.NaN : nanos[(int) Math.min(count - 1L, (long) (share * count))] / 1e6;
    }
}
