package io.plumewatch.wire.instrument;

/** What a serial instrument says about itself. */
public enum BenchStatus {
    READY,
    WARMUP,
    ZERO,
    CAL,
    LEAK_CHECK,
    LOW_FLOW,
    BACKFLUSH,
    /** Draws background air. */
    BACKGROUND,
    /** Draws ambient air. */
    AMBIENT,
    HC_RESIDUE,
    /** A status byte that nobody knows. */
    UNKNOWN,
    /** The answer says nothing about it, as most opacimeters' answers do. */
    NOT_TOLD;

    /** Returns whether what it measures may be part of a test. */
    public boolean measures() {
        return this == READY || this == NOT_TOLD;
    }
}
