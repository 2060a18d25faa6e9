package io.plumewatch.gateway.instrument;

/**
 * What came back for one question. Of all but {@link Whole} the connection has been closed already: what might still come
 * belongs to no question any more.
 */
sealed interface Reply {

    /** An answer of the right length; nothing else of it has been looked at. */
    record Whole(byte[] bytes) implements Reply {}

    /** The time was up; {@code part} is what had come until then, mostly nothing. */
    record Silent(byte[] part) implements Reply {}

    /** More than one answer; {@code bytes} is all that had come. */
    record Excess(byte[] bytes) implements Reply {}

    /** The connection ended before the answer was whole. */
    record Lost(byte[] part, String why) implements Reply {}

    /** There is no connection, so nothing was asked. */
    record Unreachable(String why) implements Reply {}
}
