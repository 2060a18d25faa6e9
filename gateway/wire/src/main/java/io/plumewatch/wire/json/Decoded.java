package io.plumewatch.wire.json;

import org.jspecify.annotations.Nullable;

/** What came of reading a device's message: the value, or the one reason why there is none. */
public sealed interface Decoded<T> {

    /** The message is usable. */
    record Ok<T>(T value) implements Decoded<T> {}

    /**
     * The message is not usable.
     *
     * @param reason closed list of upper-case codes, also the metric's label
     * @param field path of the field, for example {@code plate.number}; null when the whole message is broken
     * @param expected what would have been right
     */
    record Bad<T>(Reason reason, @Nullable String field, String expected) implements Decoded<T> {}

    /** Why a message is refused. */
    enum Reason {
        MALFORMED_JSON,
        MISSING_FIELD,
        WRONG_TYPE,
        OUT_OF_RANGE
    }
}
