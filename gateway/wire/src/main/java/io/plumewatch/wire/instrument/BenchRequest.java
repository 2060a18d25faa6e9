package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a serial instrument, or one order.
 *
 * @param purpose what it is for; each once in a model
 * @param bytes what to send, check byte included
 * @param answer what comes back
 * @param guess whether the request or its answer is not confirmed
 */
public record BenchRequest(Purpose purpose, Octets bytes, Answer answer, boolean guess) {

    /** What a request is for. */
    public enum Purpose {
        DATA,
        FULL_DATA,
        STATUS,
        START,
        STOP,
        REALTIME_MODE,
        OTHER_MODE,
        CALIBRATE,
        CLEAR_PEAK,
        READ_PEAK,
        ACCELERATION_DATA,
        TRIGGER_ACCELERATION,
        ABSORPTION_DATA,
        LINEAR_CALIBRATION,
        STABLE,
        STOP_ACTION,
        ZERO_AIR,
        SPAN_GAS,
        PUMP,
        LEAK_CHECK
    }

    /**
     * The layout of an answer.
     *
     * @param head the first bytes; -1 for a byte that may be anything
     * @param length of the whole answer in bytes, 1..256
     * @param check how it protects itself
     * @param fields what it holds
     * @param status where it says how the instrument is; null where it does not
     */
    public record Answer(
            List<Integer> head,
            int length,
            CheckRule check,
            List<BenchField> fields,
            @Nullable StatusField status) {

        public Answer {
            head = List.copyOf(head);
            fields = List.copyOf(fields);
        }
    }
}
