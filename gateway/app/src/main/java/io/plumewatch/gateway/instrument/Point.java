package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.wire.instrument.Pacing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One instrument as its line sees it: what to ask next, and what an answer means. It knows nothing of connections, time-outs
 * and pauses. A poll is {@link #begin}, then {@link #answered} for every answer until it is {@link Step.Done} or bad.
 */
interface Point {

    /** Returns how this instrument wants to be polled. */
    Pace pace();

    /** Begins a poll; what an earlier one left unfinished is forgotten. */
    Question begin(Instant now);

    /** Judges a whole answer to the last question. */
    Step answered(byte[] answer, Instant at);

    /** Takes that a poll came to nothing: no answer, no connection, or bytes that are none. */
    void lost(Instant at);

    /**
     * How an instrument wants to be polled.
     *
     * @param interval from one poll to the next
     * @param timeout most that an answer may take
     * @param gap pause before every question, which RS-485 needs
     * @param retries how often a question without an answer is repeated at once, on a new connection, 0..1
     * @param report from one logged reading to the next, unless something moves
     * @param deadbands by key of a value, how far it must move to be logged before its time; others are logged by time only
     */
    record Pace(
            Duration interval,
            Duration timeout,
            Duration gap,
            int retries,
            Duration report,
            Map<String, BigDecimal> deadbands) {

        /** Returns the pace of a model. */
        static Pace of(Pacing pacing, Duration report, Map<String, BigDecimal> deadbands) {
            return new Pace(
                    pacing.poll(), pacing.timeout(), pacing.gap(), pacing.retries(), report, Map.copyOf(deadbands));
        }
    }

    /** What an answer leads to. */
    sealed interface Step {

        /** The answer was good, and there is more to ask. */
        record Ask(Question next) implements Step {}

        /** The poll is finished. */
        record Done(Look look) implements Step {}

        /** The instrument says that it will not; the connection is in order. */
        record Refused(Refusal refusal) implements Step {}

        /** This is no answer to the question; nothing more of this connection can be trusted. */
        record Bad(Refusal refusal) implements Step {}
    }
}
