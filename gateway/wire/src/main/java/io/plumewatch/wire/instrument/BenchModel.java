package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model of serial instrument. Read by {@link BenchCodecs}.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version from 1; a version that has been used is never changed
 * @param kind what it measures
 * @param confidence how sure the model is: HIGH, MEDIUM or LOW
 * @param notes guesses and habits, for people
 * @param pacing how it may be asked
 * @param opticalPathM length in metres that an opacity refers to; null for gas benches
 * @param stateRules when its values are no longer believed
 * @param testRules what a finished test is
 * @param requests what it may be asked
 * @param poll what to ask in each round, in this order; empty when no request for values is known
 * @param error how it says that it did not understand; null when only the byte 15 does
 */
public record BenchModel(
        String name,
        int version,
        String vendor,
        String model,
        Kind kind,
        String confidence,
        List<String> notes,
        Pacing pacing,
        @Nullable BigDecimal opticalPathM,
        StateRules stateRules,
        TestRules testRules,
        List<BenchRequest> requests,
        List<BenchRequest.Purpose> poll,
        @Nullable ErrorMark error) {

    /** What an instrument measures. */
    public enum Kind {
        OPACIMETER,
        GAS_BENCH
    }

    /** An error answer: the byte at {@code at} has this value, and the answer this length. */
    public record ErrorMark(int at, int value, int length) {}

    public BenchModel {
        notes = List.copyOf(notes);
        requests = List.copyOf(requests);
        poll = List.copyOf(poll);
    }

    /** Returns {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    public Optional<BenchRequest> request(BenchRequest.Purpose purpose) {
        return requests.stream().filter(request -> request.purpose() == purpose).findFirst();
    }

    /** Returns what to send in each round of polling, in this order. */
    public List<BenchRequest> pollRequests() {
        return poll.stream().flatMap(purpose -> request(purpose).stream()).toList();
    }
}
