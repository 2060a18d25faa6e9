package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.Hj212Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of a station: wrong from the start, drifting, and set right by the host. Names every message. */
final class StationClock {

    private final InstantSource world;
    private final Duration driftPerHour;
    private Instant setAt;
    private Duration offset;
    private Instant lastQn = Instant.EPOCH;

    StationClock(InstantSource world, StationFaults faults) {
        this.world = world;
        this.driftPerHour = faults.clockDrift();
        this.offset = faults.clockOffset();
        this.setAt = world.instant();
    }

    /** Returns the time that the station believes it is. */
    synchronized Instant now() {
        Instant real = world.instant();
        double hours = Duration.between(setAt, real).toMillis() / 3_600_000.0;
        return real.plus(offset).plusMillis(Math.round(driftPerHour.toMillis() * hours));
    }

    synchronized void set(Instant time) {
        setAt = world.instant();
        offset = Duration.between(setAt, time);
    }

    /** Returns a QN that this station has not used yet. */
    synchronized String qn() {
        Instant now = now();
        lastQn = now.isAfter(lastQn) ? now : lastQn.plusMillis(1);
        return Hj212Time.millis(lastQn);
    }
}
