package io.plumewatch.gateway.obd;

/** What a terminal is told about its activation; the two bytes of the answer 0x08. */
enum ActivationOutcome {
    /**
     * On record. Its key counts for signatures only when, and as long as, the registry has filed the same one: a key that
     * comes with its own proof proves possession, not whose it is.
     */
    ACTIVATED(0x01, 0x00),
    /** The registry has filed another key for this vehicle. */
    OTHER_KEY(0x02, 0x01),
    /** The vehicle is not registered, or the header names another one. */
    WRONG_VIN(0x02, 0x02),
    /** No signature, or one that does not hold under the key that it brings, or no time that can be right. */
    FAILED(0x02, 0x03);

    private final int status;
    private final int information;

    ActivationOutcome(int status, int information) {
        this.status = status;
        this.information = information;
    }

    int status() {
        return status;
    }

    int information() {
        return information;
    }
}
