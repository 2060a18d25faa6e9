package io.plumewatch.gateway.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How fast devices may send one kind of thing, each and all together. Safe for any thread.
 *
 * <p>A rate is kept as the time at which everything taken would have been taken at exactly that rate; who is more than a
 * burst ahead of the clock comes again later. Times are nanoseconds of a monotonic clock.
 */
final class DeviceRate {

    private static final int MOST_DEVICES = 20_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int each;
    private final int all;
    private final long burstNanos;
    private final Map<String, Long> aheadUntil = new HashMap<>();
    private long allUntil;

    DeviceRate(int each, int all, Duration burst, long now) {
        this.each = each;
        this.all = all;
        this.burstNanos = burst.toNanos();
        this.allUntil = now;
    }

    /** Takes some of a device and returns 0; or takes none and returns the seconds after which it may come again. */
    synchronized int take(String device, int some, long now) {
        long own = later(aheadUntil.getOrDefault(device, now), now);
        long others = later(allUntil, now);
        long waitNanos = Math.max(own - now, others - now) - burstNanos;
        if (waitNanos > 0) {
            return (int) (waitNanos / SECOND + 1);
        }
        aheadUntil.put(device, own + some * SECOND / each);
        allUntil = others + some * SECOND / all;
        if (aheadUntil.size() > MOST_DEVICES) {
            forget(now);
        }
        return 0;
    }

    private static long later(long until, long now) {
        return until - now > 0 ? until : now;
    }

    /** Forgets who is not ahead; if all are, the limits of some begin anew, which harms nobody. */
    private void forget(long now) {
        aheadUntil.values().removeIf(until -> until - now <= 0);
        if (aheadUntil.size() > MOST_DEVICES) {
            aheadUntil.clear();
        }
    }
}
