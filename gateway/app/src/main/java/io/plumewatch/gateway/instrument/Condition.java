package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.InstrumentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be thought of an instrument after all that it said, or did not say. One failure is no state: only a run of them
 * is, and the last of the run gives it its name. Each method returns whether the state changed.
 */
final class Condition {

    private final int run;
    private InstrumentState state = InstrumentState.WAITING;
    private Instant since;
    private @Nullable String detail;
    private int failures;

    /**
     * Makes the condition of an instrument that has not been asked yet.
     *
     * @param run failures in a row that make a state
     */
    Condition(int run, Instant now) {
        this.run = run;
        this.since = now;
    }

    InstrumentState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    /** Returns what is wrong, in words. */
    @Nullable
    String detail() {
        return detail;
    }

    boolean answered(Look look, Instant at) {
        failures = 0;
        return become(look.state(), look.detail(), at);
    }

    /** Notes a poll that failed; {@code kind} is DISCONNECTED, GARBLED or REFUSING. */
    boolean failed(InstrumentState kind, String why, Instant at) {
        failures++;
        return failures >= run && become(kind, why, at);
    }

    /** Notes what the registry says of it; {@code kind} is UNREGISTERED or SUSPENDED. */
    boolean notPolled(InstrumentState kind, String why, Instant at) {
        return become(kind, why, at);
    }

    /** Notes that it is polled again. */
    void polledAgain(Instant at) {
        if (state == InstrumentState.UNREGISTERED || state == InstrumentState.SUSPENDED) {
            failures = 0;
            become(InstrumentState.WAITING, null, at);
        }
    }

    private boolean become(InstrumentState next, @Nullable String why, Instant at) {
        detail = why;
        if (next == state) {
            return false;
        }
        state = next;
        since = at;
        return true;
    }
}
