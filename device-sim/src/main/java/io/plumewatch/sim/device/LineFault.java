package io.plumewatch.sim.device;

/** What an instrument on a line does wrong. Several at once act one after the other, in this order. */
public enum LineFault {
    /** Values that no exhaust or weather has. */
    OUT_OF_RANGE,
    /** The same answer as the last time that this question was asked. */
    FROZEN,
    /** The answer to the question before. */
    ANSWER_BEFORE,
    /** A refusal in place of the answer. */
    REFUSAL,
    /** An answer whose check value is wrong; over Modbus TCP, that of another transaction. */
    WRONG_CHECK,
    /** Only the first half of the answer. */
    HALF_ANSWER,
    /** No answer. */
    HANG,
    /** Hangs up in place of an answer. */
    DISCONNECT
}
