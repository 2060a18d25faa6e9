package io.plumewatch.wire.hj212;

/** What came of reading a frame: the message, or the one reason why there is none. */
public sealed interface Hj212Decoded {

    /** The frame is readable. */
    record Ok(Hj212Message message) implements Hj212Decoded {}

    /**
     * The frame is not readable.
     *
     * @param field name of the header field or {@code CP}
     * @param expected what would have been right
     */
    record Refused(Reason reason, String field, String expected) implements Hj212Decoded {}

    /** Why a frame is refused; a closed list, also the metric's label. */
    enum Reason {
        /** No {@code CP=&&} … {@code &&}. */
        NO_DATA_AREA,
        /** A header field without which nothing can be done is not there. */
        MISSING_FIELD,
        /** A header field holds what it cannot mean. */
        WRONG_FIELD
    }
}
