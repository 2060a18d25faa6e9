package io.plumewatch.sim.device;

import java.time.Duration;

/**
 * What goes wrong at a gate or camera.
 *
 * @param duplicate share of items that are sent twice, 0..1
 * @param dropOut share of sendings that come to nothing at first: the items wait for the next one
 * @param invalid share of items that nobody can use: half JSON, or much too long
 * @param clockDrift the sender's clock minus the true time
 */
public record SightingFaults(double duplicate, double dropOut, double invalid, Duration clockDrift) {

    public static final SightingFaults NONE = new SightingFaults(0, 0, 0, Duration.ZERO);

    /** What a worn one does, with a clock that is 20 s behind. */
    public static final SightingFaults WORN = new SightingFaults(0.05, 0.05, 0.02, Duration.ofSeconds(-20));
}
