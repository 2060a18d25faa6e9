package io.plumewatch.sim.capture;

/** What an event is. */
public enum Step {
    /** A connection came about. */
    OPEN,
    /** Bytes, a message or a request from the device. */
    UP,
    /** Bytes, a message or an answer to the device. */
    DOWN,
    /** The device hung up. */
    CLOSE,
    /** The gateway hung up. */
    DROP
}
