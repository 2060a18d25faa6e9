package io.plumewatch.wire.instrument;

/** Whether what an instrument says may be believed. */
public enum InstrumentState {
    OK,
    /** Warms up, zeroes, is calibrated, refuses, or says that it is faulty. */
    NOT_READY,
    /** Shows the same bytes where a real instrument never would. */
    FROZEN,
    /** Values jump, stay outside of what can be, or its clock stands still. */
    LYING,
    /** Does not answer. */
    DISCONNECTED
}
