package io.plumewatch.gateway.hj212;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a request has come.
 *
 * @param qnRtn the code of the station's answer 9011; null while it has not come
 * @param exeRtn the code of the station's result 9012; null while it has not come
 * @param meaning what that says, in words
 * @param packets how many packets of data came for it
 * @param values what the station answered with, the first {@value #MOST_VALUES} of it
 */
record Outcome(
        State state,
        @Nullable Integer qnRtn,
        @Nullable Integer exeRtn,
        String meaning,
        int packets,
        Map<String, String> values) {

    static final int MOST_VALUES = 64;

    static final Outcome QUEUED = new Outcome(State.QUEUED, null, null, "waits for its turn", 0, Map.of());
    static final Outcome SENT = new Outcome(State.SENT, null, null, "sent, not answered yet", 0, Map.of());

    Outcome {
        values = Map.copyOf(values);
    }

    /** Where a request stands. Those behind {@link #RUNNING} are final. */
    enum State {
        QUEUED,
        SENT,
        /** The station said that it will do it. */
        RUNNING,
        DONE,
        /** The station has no data for this. */
        NO_DATA,
        /** The station will not do it. */
        REFUSED,
        /** The station could not do it. */
        FAILED,
        TIMED_OUT,
        CONNECTION_LOST;

        boolean isFinal() {
            return compareTo(RUNNING) > 0;
        }
    }

    Outcome with(State next, String nextMeaning) {
        return new Outcome(next, qnRtn, exeRtn, nextMeaning, packets, values);
    }

    Outcome answered(int code) {
        boolean fine = code == ResultCode.FINE;
        return new Outcome(
                fine ? State.RUNNING : State.REFUSED, code, exeRtn, ResultCode.ofRequest(code), packets, values);
    }

    Outcome executed(int code) {
        State next = code == ResultCode.FINE ? State.DONE : code == ResultCode.NO_DATA ? State.NO_DATA : State.FAILED;
        return new Outcome(next, qnRtn, code, ResultCode.ofExecution(code), packets, values);
    }

    Outcome withData(Map<String, String> more) {
        return new Outcome(State.RUNNING, qnRtn, exeRtn, meaning, packets + 1, more);
    }
}
