package io.plumewatch.gateway.instrument;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: twice as long each time up to a bound, and a quarter more or less, so that
 * what failed together does not come back together.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private final Duration least;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration least, Duration most, RandomGenerator random) {
        this.least = least;
        this.most = most;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    int failures() {
        return failures;
    }

    /** Notes a failure and returns how long to wait, from three quarters of the least to five quarters of the most. */
    Duration failed() {
        long wanted = least.toNanos() << Math.min(failures, MOST_DOUBLINGS);
        failures++;
        long bounded = wanted <= 0 ? most.toNanos() : Math.min(wanted, Math.max(least.toNanos(), most.toNanos()));
        return Duration.ofNanos((long) (bounded * (0.75 + random.nextDouble() / 2)));
    }
}
