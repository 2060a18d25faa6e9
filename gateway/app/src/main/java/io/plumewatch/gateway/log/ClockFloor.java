package io.plumewatch.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The least that the time can be: what this gateway's clock has shown before, and what has passed since.
 *
 * <p>A clock that shows less was set back, or was ahead before. Which of the two nobody here can tell, so what it makes
 * of readings from the future must not be final. The heartbeat in the log lets a gateway know it after a restart, too.
 */
public final class ClockFloor {

    /** Corrections by a time server stay far below. */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    private volatile Mark highest;

    public ClockFloor() {
        this(System::nanoTime);
    }

    ClockFloor(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        highest = new Mark(Instant.EPOCH, nanoTime.getAsLong());
    }

    /** What a clock showed, and when by the one that nobody sets. */
    private record Mark(Instant shown, long nanos) {

        Instant after(long laterNanos) {
            return shown.plusNanos(laterNanos - nanos);
        }
    }

    /** Notes what the clock shows now, or showed at some time in the past. */
    synchronized void shown(Instant clock) {
        long now = nanoTime.getAsLong();
        if (clock.isAfter(highest.after(now))) {
            highest = new Mark(clock, now);
        }
    }

    /** Returns whether a clock that shows this now shows less than it did. */
    public boolean isAbove(Instant clock) {
        return clock.isBefore(highest.after(nanoTime.getAsLong()).minus(TOLERANCE));
    }
}
