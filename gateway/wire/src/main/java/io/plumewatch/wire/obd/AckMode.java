package io.plumewatch.wire.obd;

/** What a terminal gets for a login, an upload, an alarm or a logout that the log holds. Time requests are always answered. */
public enum AckMode {
    /** Nothing, as in GB 17691. */
    NONE,
    /**
     * The request's start bytes, command, VIN and version, no encryption, and the six bytes of its time. Between
     * platforms the header carries the response flag instead of a version.
     */
    ECHO_HEADER
}
