package io.plumewatch.gateway.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last outage of our own while its backlog drains.
 *
 * <p>A reading that was measured since shortly before the outage and comes late while the backlog drains is late because
 * of us, not because its clock is wrong: it was under way when the outage began, or it stands behind the backlog. The
 * backlog counts as drained when none of its readings has come for {@link #QUIET}, and after {@link #LONGEST}
 * in any case, so that a clock that really is wrong is not excused for ever.
 */
public final class OwnOutage {

    static final Duration QUIET = Duration.ofSeconds(60);
    static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long before the last good moment a live reading may have been measured that we then did not confirm. */
    static final Duration UNDER_WAY = Duration.ofSeconds(120);

    private @Nullable Window window;

    /**
     * Notes that we can take readings again.
     *
     * @param lastGood the last moment before the outage at which we certainly could
     * @param recovered now
     */
    public synchronized void over(Instant lastGood, Instant recovered) {
        Window before = window;
        Instant from = lastGood.minus(UNDER_WAY);
        if (before != null && !before.isDrained(recovered) && before.from.isBefore(from)) {
            from = before.from;
        }
        window = new Window(from, recovered, recovered);
    }

    /** Notes that a way in, which was still missing, is there: the last outage ends only now. */
    public synchronized void overOnlyNow(Instant recovered) {
        Window before = window;
        if (before != null) {
            window = new Window(before.from, recovered, recovered);
        }
    }

    /** Returns whether a late reading belongs to the backlog of our own outage. */
    public synchronized boolean explains(Instant measuredAt, Instant receivedAt) {
        Window open = window;
        if (open == null || open.isDrained(receivedAt) || measuredAt.isBefore(open.from)) {
            return false;
        }
        window = new Window(open.from, open.recovered, receivedAt);
        return true;
    }

    private record Window(Instant from, Instant recovered, Instant lastArrival) {

        boolean isDrained(Instant now) {
            return now.isAfter(lastArrival.plus(QUIET)) || now.isAfter(recovered.plus(LONGEST));
        }
    }
}
