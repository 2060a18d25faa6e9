package io.plumewatch.gateway.intake;

import java.util.Locale;

/** The ways into the gateway, as the metrics name them. */
public enum Protocol {
    RS,
    OBD,
    SIGHTING;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
