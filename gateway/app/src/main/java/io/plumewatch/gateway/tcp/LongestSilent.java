package io.plumewatch.gateway.tcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;

/**
 * Who gives way when a port is full: those who have been silent longest. After a power cut the old connections of those
 * who come back are still counted, for nobody has told us that they are dead.
 *
 * <p>Looks for them only when it is asked, and for many at once: a frame costs nothing here. Safe for any thread.
 */
final class LongestSilent<F, K> {

    private static final int AT_ONCE = 1_024;
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private final Set<FrameConnection<F, K>> open;
    private final long boundNanos;
    private final ArrayDeque<Silent<F, K>> found = new ArrayDeque<>();
    private boolean mayBeMore = true;
    private long lookedAt;

    /** Makes the search among the connections that are open; who spoke later than {@code bound} ago stays. */
    LongestSilent(Set<FrameConnection<F, K>> open, Duration bound) {
        this.open = open;
        this.boundNanos = bound.toNanos();
    }

    private record Silent<F, K>(FrameConnection<F, K> connection, long since) {}

    /** Has one of them close; false when nobody has been silent for long enough. */
    synchronized boolean giveWay(long now) {
        if (found.isEmpty() && (mayBeMore || now - lookedAt >= PAUSE_NANOS)) {
            look(now);
        }
        Silent<F, K> next = found.poll();
        while (next != null && !next.connection.giveWay(next.since)) {
            next = found.poll();
        }
        return next != null;
    }

    private void look(long now) {
        var silent = new ArrayList<Silent<F, K>>();
        for (FrameConnection<F, K> connection : open) {
            Long since = connection.silentSince();
            if (since != null && now - since > boundNanos) {
                silent.add(new Silent<>(connection, since));
            }
        }
        silent.sort(Comparator.comparingLong(each -> each.since - now));
        found.addAll(silent.subList(0, Math.min(AT_ONCE, silent.size())));
        mayBeMore = silent.size() > AT_ONCE;
        lookedAt = now;
    }
}
