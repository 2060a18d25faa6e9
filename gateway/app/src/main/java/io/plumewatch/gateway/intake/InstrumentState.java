package io.plumewatch.gateway.intake;

/** How a polled instrument is doing. */
public enum InstrumentState {
    /** It has not been asked, or has not answered, yet. */
    WAITING,
    /** It answers, and what it says can be true. */
    OK,
    /** It says itself that it is not ready: it warms up. */
    WARMUP,
    /** It says itself that it is not ready: zeroing, leak check, calibration, purge. */
    BUSY,
    /** It says itself that something is wrong with it. */
    FAULT,
    /** It answers, always with the same bytes, although something of what it measures must change. */
    FROZEN,
    /** It answers what cannot be true. */
    LYING,
    /** It answers only that it will not. */
    REFUSING,
    /** It sends bytes that are no answers. */
    GARBLED,
    /** It does not answer, or cannot be reached. */
    DISCONNECTED,
    /** The registry does not know it, or as something that is not polled; it is not asked. */
    UNREGISTERED,
    /** The registry has suspended it; it is not asked. */
    SUSPENDED
}
