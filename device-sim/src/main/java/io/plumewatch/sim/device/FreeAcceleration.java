package io.plumewatch.sim.device;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Six free accelerations of one vehicle: the engine speed goes up at once, stays and falls, the smoke follows a little
 * later.
 *
 * @param start of the first acceleration
 * @param trueK the absorption in 1/m that each peak comes near to
 * @param cycle from one acceleration to the next, at least 5 s
 * @param seed of the noise
 */
record FreeAcceleration(Instant start, double trueK, Duration cycle, long seed) {

    static final int ACCELERATIONS = 6;

    private static final int IDLE_RPM = 720;
    private static final int TOP_RPM = 2_650;
    private static final double RISE_SECONDS = 0.8;
    private static final double HOLD_SECONDS = 1.6;
    private static final double SMOKE_DELAY_SECONDS = 0.4;
    private static final double IDLE_K = 0.02;
    /** Peaks of one vehicle differ by about so much of their height. */
    private static final double SPREAD = 0.03;

    /** What the instrument sees. */
    record Sight(double absorptionK, double engineSpeedRpm) {}

    FreeAcceleration {
        if (cycle.compareTo(Duration.ofSeconds(5)) < 0) {
            throw new IllegalArgumentException("cycle is " + cycle + ", expected 5 s at least");
        }
    }

    /** Returns how long the engine runs after the start. */
    Duration length() {
        return cycle.multipliedBy(ACCELERATIONS);
    }

    boolean runs(Instant now) {
        return !now.isBefore(start) && now.isBefore(start.plus(length()));
    }

    /** Returns what is seen while the test runs; before and after it the probe is in clean air. */
    Sight at(Instant now) {
        var noise = new SplittableRandom(seed ^ now.toEpochMilli());
        if (!runs(now)) {
            return new Sight(noise.nextDouble(0, 0.01), 0);
        }
        long millis = Duration.between(start, now).toMillis();
        double seconds = millis % cycle.toMillis() / 1_000.0;
        int number = (int) (millis / cycle.toMillis());
        double height = trueK * (1 + SPREAD * new SplittableRandom(seed + number).nextDouble(-1, 1));
        double speed = IDLE_RPM + (TOP_RPM - IDLE_RPM) * shape(seconds) + noise.nextDouble(-9, 9);
        double k = IDLE_K + Math.max(0, height - IDLE_K) * shape(seconds - SMOKE_DELAY_SECONDS);
        return new Sight(k * (1 + noise.nextDouble(-0.005, 0.005)), speed);
    }

    /** Up, level, down: 0..1. */
    private static double shape(double seconds) {
        double up = seconds / RISE_SECONDS;
        double down = (RISE_SECONDS + HOLD_SECONDS + RISE_SECONDS - seconds) / RISE_SECONDS;
        return Math.max(0, Math.min(1, Math.min(up, down)));
    }
}
