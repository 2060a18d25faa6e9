package io.plumewatch.gateway.intake;

import io.plumewatch.wire.log.ClockState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a reading's times say about the sender's clock. Knows no clock of its own: it is told when things were received. */
public final class TimeRules {

    /** The furthest that a reading may lie ahead of its receipt. */
    public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** The oldest that a reading may be. */
    public static final Duration OLDEST = Duration.ofDays(366);

    /** From here on a reading is late, and a unit marks what it sends again. */
    public static final Duration LATE = Duration.ofSeconds(120);

    private final BiPredicate<Instant, Instant> ownOutage;
    private final Predicate<Instant> setBack;

    /**
     * Makes the rules.
     *
     * @param ownOutage says of (measured, received) whether an outage of our own explains the delay
     * @param setBack says of a time that our clock shows whether it showed a later one before
     */
    public TimeRules(BiPredicate<Instant, Instant> ownOutage, Predicate<Instant> setBack) {
        this.ownOutage = ownOutage;
        this.setBack = setBack;
    }

    /**
     * Returns whether a refusal may be our own clock's fault: then it must not be final, and the sender be left to come
     * again.
     */
    public boolean isInDoubt(Refusal refusal, Instant receivedAt) {
        return refusal.reason() == Reason.CLOCK_AHEAD && setBack.test(receivedAt);
    }

    /** Returns why a time cannot be right, if so. */
    public static Optional<Refusal> refusal(String field, Instant measuredAt, Instant receivedAt) {
        if (measuredAt.isAfter(receivedAt.plus(MOST_AHEAD))) {
            return Optional.of(new Refusal(Reason.CLOCK_AHEAD, field, "at most 5 min after receipt; set the clock"));
        }
        if (measuredAt.isBefore(receivedAt.minus(OLDEST))) {
            return Optional.of(new Refusal(Reason.TOO_OLD, field, "at most 366 days before receipt"));
        }
        return Optional.empty();
    }

    /** Judges the clock behind a time that {@link #refusal} let through. */
    public ClockState clock(Instant measuredAt, @Nullable Instant sentAt, boolean replayed, Instant receivedAt) {
        boolean late = isLate(measuredAt, receivedAt);
        if (late && !replayed) {
            return ownOutage.test(measuredAt, receivedAt) ? ClockState.UNKNOWN : ClockState.SUSPECT;
        }
        if (sentAt == null) {
            return ClockState.UNKNOWN;
        }
        // A unit whose clock runs ahead hides it in what it replays; the time of sending shows it.
        return sentAt.isAfter(receivedAt.plus(MOST_AHEAD)) ? ClockState.SUSPECT : ClockState.GOOD;
    }

    /** Returns whether a reading came later than live ones do. */
    public static boolean isLate(Instant measuredAt, Instant receivedAt) {
        return measuredAt.isBefore(receivedAt.minus(LATE));
    }
}
