package io.plumewatch.wire.log;

/** What the gateway could tell about the sender's clock when the reading came in. */
public enum ClockState {
    /** Sent within the allowed deviation of our own clock, or late and marked as replayed. */
    GOOD,
    /** Nothing to compare with: may make findings, and the review shows it. */
    UNKNOWN,
    /** Late without the mark: kept, no finding until an officer clears it. */
    SUSPECT
}
