package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.Effects.Outcome;
import io.plumewatch.enforcement.intake.RightOfWay.Turn;
import io.plumewatch.wire.log.Trust;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets what a lane has read take effect, in transactions of bounded size, for an entry may hold many readings; parks what
 * our code cannot digest. One lane's, not thread-safe.
 */
final class Digestion {

    private static final Logger LOG = LoggerFactory.getLogger(Digestion.class);

    private static final int TRIES = 3;

    private final Effects effects;
    private final IntakeState state;
    private final Clock clock;
    private final Turn turn;
    private final Keeper lane;
    private final Breaker breaker;
    private final Strides strides;

    Digestion(Effects effects, IntakeState state, IntakeSettings settings, Clock clock, Turn turn, Keeper lane) {
        this.effects = effects;
        this.state = state;
        this.clock = clock;
        this.turn = turn;
        this.lane = lane;
        breaker = new Breaker(settings.failuresInARow());
        strides = new Strides(settings.batch());
    }

    /** What a lane does about it. */
    interface Keeper {

        /** Goes on from there. */
        void moved(Offset to);

        /** Leaves a stream alone for a while, and says so. */
        void hold(String stream, String why);

        boolean ended();
    }

    Outcome take(Offset from, List<ReadEntry> entries) {
        Offset at = from;
        int begin = 0;
        while (begin < entries.size()) {
            int end = strides.end(at.stream(), entries, begin);
            List<ReadEntry> some = entries.subList(begin, end);
            Outcome outcome = takeSome(at, some);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            at = behind(at, some);
            begin = end;
        }
        return Outcome.DONE;
    }

    private Outcome takeSome(Offset from, List<ReadEntry> entries) {
        try {
            return apply(from, entries);
        } catch (CodeFailed e) {
            LOG.warn(
                    "intake of {} failed on {} entries; trying them one by one",
                    from.stream(),
                    entries.size(),
                    e.why());
            return oneByOne(from, entries);
        }
    }

    private Outcome oneByOne(Offset from, List<ReadEntry> entries) {
        Offset at = from;
        for (ReadEntry entry : entries) {
            Outcome outcome = orPark(at, entry);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
            at = behind(at, List.of(entry));
        }
        return Outcome.DONE;
    }

    private Outcome orPark(Offset at, ReadEntry entry) {
        CodeFailed last = null;
        for (int n = 0; n < TRIES; n++) {
            try {
                return apply(at, List.of(entry));
            } catch (CodeFailed e) {
                last = e;
            }
        }
        Throwable why = Objects.requireNonNull(last).why();
        if (lane.ended()) {
            return Outcome.HELD;
        }
        if (proven(entry) && !breaker.mayPark(at.stream(), entry.id())) {
            return held(at, "our code fails on one entry after the other, of " + Outage.name(why));
        }
        return park(at, entry, why);
    }

    private Outcome park(Offset at, ReadEntry entry, Throwable why) {
        var parked = new LinkedHashMap<StoredEntry, Throwable>();
        Outcome outcome = parkedOrNot(at, entry, why, parked);
        if (outcome == null) {
            return held(at, entry.id() + " can be neither used nor parked, because of " + Outage.name(why));
        }
        if (outcome == Outcome.DONE) {
            took(at, List.of(entry));
            count(entry, parked.size());
            parked.forEach((stored, cause) -> {
                state.codeFailed();
                LOG.error("parked {} {}: our code failed on it again and again", stored.stream(), stored.id(), cause);
            });
        }
        return outcome;
    }

    /** Returns null when what cannot be used cannot be kept either. */
    private @Nullable Outcome parkedOrNot(
            Offset at, ReadEntry entry, Throwable why, LinkedHashMap<StoredEntry, Throwable> parked) {
        try {
            return effects.sift(at, entry, parked);
        } catch (CodeFailed e) {
            LOG.warn("{} in {} takes effect in no commit", entry.id(), at.stream(), e.why());
        }
        parked.clear();
        entry.stored().forEach(stored -> parked.put(stored, why));
        try {
            return parked.isEmpty() ? null : effects.park(at, entry, why);
        } catch (CodeFailed e) {
            LOG.warn("{} in {} cannot be parked", entry.id(), at.stream(), e.why());
            return null;
        }
    }

    /** Of what anybody may have made it is no sign that it fails. */
    private static boolean proven(ReadEntry entry) {
        return entry.stored().stream().anyMatch(stored -> stored.entry().trust() != Trust.CLAIMED);
    }

    private void count(ReadEntry entry, int parked) {
        if (parked < entry.stored().size()) {
            breaker.worked(entry.raw().stream());
        } else if (proven(entry)) {
            breaker.failed(entry.raw().stream());
        }
    }

    private Outcome apply(Offset from, List<ReadEntry> entries) {
        try {
            Outcome outcome = turn.take(() -> effects.apply(from, entries));
            if (outcome == Outcome.DONE) {
                took(from, entries);
                entries.forEach(entry -> count(entry, 0));
            }
            return outcome;
        } catch (DatabaseAway e) {
            if (e.amidEffects() && strides.failed(from)) {
                return held(
                        from, "STUCK: connections break at " + entries.get(0).id() + ", of " + Outage.name(e));
            }
            throw e;
        }
    }

    private Outcome held(Offset at, String why) {
        lane.hold(at.stream(), why);
        return Outcome.HELD;
    }

    private void took(Offset from, List<ReadEntry> entries) {
        strides.worked(from.stream());
        Offset to = behind(from, entries);
        lane.moved(to);
        state.took(to, entries, clock.instant());
    }

    private static Offset behind(Offset from, List<ReadEntry> entries) {
        return from.after(entries.get(entries.size() - 1).id(), entries.size());
    }
}
