package io.plumewatch.wire.obd;

import java.math.BigDecimal;

/** One number of a block: a value, or the marker that stands where there is none. A marker is never a number. */
public sealed interface Reading {

    /** Returns the unsigned number on the wire. */
    long raw();

    /**
     * A measured value.
     *
     * @param number exact, in the unit of its {@link ObdField}
     */
    record Value(long raw, BigDecimal number) implements Reading {}

    /** No value, and why. */
    record Marker(long raw, State state) implements Reading {}

    /** Why there is no value. */
    enum State {
        /** Not available: all ones. */
        INVALID,
        /** The sensor reports an error. */
        ERROR,
        /** Above what the field can mean. */
        OUT_OF_RANGE
    }
}
