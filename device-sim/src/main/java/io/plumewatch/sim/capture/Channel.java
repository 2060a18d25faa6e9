package io.plumewatch.sim.capture;

/** The ways on which devices and the gateway speak. */
public enum Channel {
    /** OBD terminals over TCP, in the clear. */
    OBD,
    /** Air stations over TCP. */
    HJ212,
    /** Remote-sensing units and smoke cameras. */
    MQTT,
    /** Gates and cameras. */
    HTTP,
    /** Instruments that the gateway polls over TCP. */
    INSTRUMENT
}
