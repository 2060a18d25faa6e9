package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Command;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is missing of one station's minute and hour data, and when to ask for it. Lives longer than a connection. */
final class Gaps {

    private final Hj212Settings.History rules;
    private final Map<Kind, Track> tracks = new EnumMap<>(Kind.class);
    private @Nullable Instant lastPull;

    Gaps(Hj212Settings.History rules, Duration minute) {
        this.rules = rules;
        tracks.put(Kind.MINUTE, track(minute));
        tracks.put(Kind.HOUR, track(Duration.ofHours(1)));
    }

    private Track track(Duration length) {
        int window = (int) Math.max(1, Duration.ofHours(rules.window()).dividedBy(length));
        return new Track(length, new Periods(length, window));
    }

    /** What has periods that can be missing. */
    enum Kind {
        MINUTE(Hj212Command.MINUTE_DATA),
        HOUR(Hj212Command.HOUR_DATA);

        private final String cn;

        Kind(String cn) {
            this.cn = cn;
        }

        static Optional<Kind> of(String cn) {
            return cn.equals(MINUTE.cn)
                    ? Optional.of(MINUTE)
                    : cn.equals(HOUR.cn) ? Optional.of(HOUR) : Optional.empty();
        }
    }

    /** Returns whether anything is pulled at all. */
    boolean pulls() {
        return rules.pull();
    }

    /** Learns how long a period of minute data is; what was thought to be missing by another length is forgotten. */
    synchronized void minuteIs(Duration length) {
        if (!length.equals(track(Kind.MINUTE).length)) {
            tracks.put(Kind.MINUTE, track(length));
        }
    }

    /** Notes that data of a period came; returns how many more (or, negative, fewer) periods are missing now. */
    synchronized int received(String cn, Instant start, Instant now) {
        Optional<Kind> kind = Kind.of(cn);
        if (kind.isEmpty()) {
            return 0;
        }
        Track track = track(kind.get());
        int before = track.periods.missing();
        int more = track.periods.received(start);
        if (before == 0 && more > 0) {
            track.since = now;
        }
        return more;
    }

    /** Returns a pull of the oldest gap that nothing has filled by itself; empty while it is too early for one. */
    synchronized Optional<Request> nextPull(Instant now) {
        if (!rules.pull() || (lastPull != null && now.isBefore(lastPull.plus(rules.pause())))) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            Track track = track(kind);
            Optional<Request.History> gap = now.isBefore(track.since.plus(rules.delay()))
                    ? Optional.empty()
                    : track.periods.oldestGap(now, rules.periods());
            if (gap.isPresent()) {
                lastPull = now;
                return Optional.of(Request.history(Request.AUTOMATIC, kind.cn, gap.get()));
            }
        }
        return Optional.empty();
    }

    /** Notes that a pull has ended; what it did not bring is asked for some more times only. */
    synchronized void pulled(Request request) {
        Request.History history = request.history();
        Optional<Kind> kind = Kind.of(request.cn());
        if (history == null || kind.isEmpty()) {
            return;
        }
        Track track = track(kind.get());
        boolean again = history.from().equals(track.lastFrom);
        track.tries = again ? track.tries + 1 : 1;
        track.lastFrom = history.from();
        if (track.tries >= rules.tries()) {
            track.periods.giveUp(history);
            track.tries = 0;
        }
    }

    private Track track(Kind kind) {
        return Objects.requireNonNull(tracks.get(kind));
    }

    private static final class Track {
        private final Duration length;
        private final Periods periods;
        private Instant since = Instant.EPOCH;
        private @Nullable Instant lastFrom;
        private int tries;

        Track(Duration length, Periods periods) {
            this.length = length;
            this.periods = periods;
        }
    }
}
