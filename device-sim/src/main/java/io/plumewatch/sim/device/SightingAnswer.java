package io.plumewatch.sim.device;

/** What the gateway made of the items of one request; all zero when nothing was sent or nothing was promised. */
public record SightingAnswer(int stored, int duplicates, int quarantined) {

    static final SightingAnswer NONE = new SightingAnswer(0, 0, 0);
}
