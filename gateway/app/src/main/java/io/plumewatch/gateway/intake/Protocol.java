package io.plumewatch.gateway.intake;

import java.util.Locale;

/** The ways into the gateway, as the metrics name them. */
public enum Protocol {
    RS,
    OBD,
    SIGHTING,
    HJ212,
    /** What the gateway polls: instruments, weather stations, air sensors. */
    INSTRUMENT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
