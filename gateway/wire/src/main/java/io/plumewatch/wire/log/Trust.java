package io.plumewatch.wire.log;

/** How well the gateway knows the sender of a reading; the order is the strength. */
public enum Trust {
    /** Anything that is not authenticated: never makes a finding, alert, credit or exemption. */
    CLAIMED,
    /** A device secret, or VIN and ICCID as filed, from a configured network. */
    ENROLLED,
    /** A client certificate or a valid signature. */
    CERTIFIED;

    /** Returns whether this trust may bear on a decision. */
    public boolean bearsOnDecisions() {
        return this != CLAIMED;
    }
}
