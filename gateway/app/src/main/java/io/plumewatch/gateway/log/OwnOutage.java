package io.plumewatch.gateway.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last outage of our own while its backlog drains.
 *
 * <p>A reading that was measured during the outage and comes late is late because of us, not because its clock is
 * wrong. The backlog counts as drained when none of its readings has come for {@link #QUIET}.
 */
public final class OwnOutage {

    static final Duration QUIET = Duration.ofSeconds(120);

    private @Nullable Window window;

    /**
     * Notes that we can take readings again.
     *
     * @param lastGood the last moment before the outage at which we certainly could
     * @param recovered now
     */
    public synchronized void over(Instant lastGood, Instant recovered) {
        Window open = draining(recovered);
        Instant from = open != null && open.from.isBefore(lastGood) ? open.from : lastGood;
        window = new Window(from, recovered, recovered);
    }

    /** Returns whether a late reading belongs to the backlog of our own outage. */
    public synchronized boolean explains(Instant measuredAt, Instant receivedAt) {
        Window open = draining(receivedAt);
        if (open == null || measuredAt.isBefore(open.from) || measuredAt.isAfter(open.to)) {
            return false;
        }
        window = new Window(open.from, open.to, receivedAt);
        return true;
    }

    private @Nullable Window draining(Instant now) {
        Window open = window;
        if (open != null && now.isAfter(open.lastArrival.plus(QUIET))) {
            window = null;
        }
        return window;
    }

    private record Window(Instant from, Instant to, Instant lastArrival) {}
}
