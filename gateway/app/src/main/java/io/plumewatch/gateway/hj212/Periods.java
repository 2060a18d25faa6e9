package io.plumewatch.gateway.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which periods of one length a station has sent data of, over a bounded window. A period counts as missing when a later
 * one came first. NOT thread safe.
 */
final class Periods {

    private final long seconds;
    private final int window;
    private final TreeSet<Long> missing = new TreeSet<>();
    private boolean begun;
    private long next;

    /**
     * Knows nothing yet: the first period that comes is where it starts.
     *
     * @param length of a period, 1 min..1 d
     * @param window how many periods back it remembers, 1..10,000
     */
    Periods(Duration length, int window) {
        this.seconds = length.toSeconds();
        this.window = window;
    }

    /** Notes that the data of a period came; returns how many more (or, negative, fewer) periods are missing now. */
    int received(Instant start) {
        long period = Math.floorDiv(start.getEpochSecond(), seconds);
        if (!begun) {
            begun = true;
            next = period + 1;
            return 0;
        }
        if (period < next) {
            return missing.remove(period) ? -1 : 0;
        }
        int more = (int) Math.min(period - next, window);
        for (long skipped = period - more; skipped < period; skipped++) {
            missing.add(skipped);
        }
        next = period + 1;
        missing.headSet(next - window).clear();
        return more;
    }

    /** Returns the oldest run of missing periods that ended before {@code before}, at most {@code most} of them. */
    Optional<Request.History> oldestGap(Instant before, int most) {
        long last = Math.floorDiv(before.getEpochSecond(), seconds) - 1;
        if (missing.isEmpty() || missing.first() > last) {
            return Optional.empty();
        }
        long from = missing.first();
        long to = from;
        while (to < last && to - from + 1 < most && missing.contains(to + 1)) {
            to++;
        }
        return Optional.of(new Request.History(start(from), start(to)));
    }

    /** Asks no more for what a station cannot give. It stays counted as missing. */
    void giveUp(Request.History gap) {
        missing.removeIf(period -> gap.covers(start(period)));
    }

    int missing() {
        return missing.size();
    }

    private Instant start(long period) {
        return Instant.ofEpochSecond(period * seconds);
    }
}
