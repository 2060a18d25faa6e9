package io.plumewatch.sim.driving;

/** What drives a truck, and so which blocks its terminal has for each second. */
public enum Powertrain {
    /** Diesel with particle filter and reagent: the engine stream (0x02). */
    DIESEL,
    /** The same with the optional supplement (0x80). */
    DIESEL_WITH_SUPPLEMENT,
    /** Gas engine with a three-way catalyst and without a NOx sensor (0x03). */
    GAS,
    /** The same with a NOx sensor (0x05). */
    GAS_WITH_NOX_SENSOR,
    /** Diesel beside an electric motor: the engine stream and what a hybrid adds (0x04). */
    HYBRID
}
