package io.plumewatch.gateway.http;

import io.plumewatch.gateway.intake.PaidTimes;
import io.plumewatch.gateway.intake.Rate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast devices may send one kind of thing, each and all together; who is faster comes again later. Safe for any thread.
 */
final class DeviceRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Rate each;
    private final Rate all;
    private final PaidTimes devices = new PaidTimes();
    private long allPaidUntil;

    DeviceRate(int each, int all, Duration burst, long now) {
        this.each = Rate.of(each, burst);
        this.all = Rate.of(all, burst);
        this.allPaidUntil = now;
    }

    /** Takes some of a device and returns 0; or takes none and returns the seconds after which it may come again. */
    synchronized int take(String device, int some, long now) {
        long waitNanos =
                Math.max(each.nanosUntilFree(devices.of(device, now), now), all.nanosUntilFree(allPaidUntil, now));
        if (waitNanos > 0) {
            return (int) (waitNanos / SECOND + 1);
        }
        devices.spend(device, each.nanos(some), now);
        allPaidUntil = all.spend(allPaidUntil, some, now);
        return 0;
    }
}
