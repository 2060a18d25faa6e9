package io.plumewatch.gateway.instrument;

import java.time.Duration;

/**
 * When one instrument is due. Polls keep their beat: a late one does not move those after it, and beats that were missed are
 * counted, not made up for. All times are nanoseconds of the loop.
 */
final class Schedule {

    private final long interval;
    private long beat;
    private long due;

    /** Makes a schedule whose first poll is at a given time. */
    Schedule(Duration interval, long first) {
        this.interval = interval.toNanos();
        this.beat = first;
        this.due = first;
    }

    long due() {
        return due;
    }

    /** Notes that a poll ended; returns how many beats have passed since this was last asked, this one included. */
    long polled(long now) {
        return advance(now, now);
    }

    /** Notes that a poll failed, and that there must be none before a pause is over; returns the beats that have passed. */
    long pause(long now, Duration pause) {
        return advance(now, now + pause.toNanos());
    }

    private long advance(long now, long notBefore) {
        long passed = now - beat < 0 ? 0 : (now - beat) / interval + 1;
        beat += passed * interval;
        long missing = Math.max(0, -Math.floorDiv(beat - notBefore, interval));
        due = beat + missing * interval;
        return passed;
    }
}
