package io.plumewatch.gateway.projection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts values of the projection that nobody vouches for, and says so, but not a thousand times. Safe for any thread. */
final class Unverified {

    private static final Logger log = LoggerFactory.getLogger(Unverified.class);
    private static final long SAID_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LATELY_NANOS = Duration.ofMinutes(10).toNanos();

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong lastSaid = new AtomicLong(System.nanoTime() - SAID_EVERY_NANOS);
    private volatile long lastFound;

    void found(String hash, String field) {
        count.incrementAndGet();
        long now = System.nanoTime();
        lastFound = now;
        long said = lastSaid.get();
        if (now - said >= SAID_EVERY_NANOS && lastSaid.compareAndSet(said, now)) {
            String shown = field.length() > 8 ? field.substring(0, 8) + "…" : field;
            log.error("PROJECTION_UNVERIFIED: {} of {} has no seal of the service; it counts as unknown", shown, hash);
        }
    }

    long count() {
        return count.get();
    }

    boolean lately() {
        return count.get() > 0 && System.nanoTime() - lastFound < LATELY_NANOS;
    }
}
