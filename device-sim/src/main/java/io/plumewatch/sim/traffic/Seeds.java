package io.plumewatch.sim.traffic;

import java.util.SplittableRandom;

/** Random numbers that belong to one thing: the same seed, purpose and index always give the same ones. */
final class Seeds {

    static final long VEHICLE = 1;
    static final long HISTORY = 2;
    static final long LIVE = 3;
    static final long PHOTO = 4;
    static final long ELSEWHERE = 5;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    static SplittableRandom random(long seed, long purpose, long index) {
        return new SplittableRandom(seed ^ (purpose << 56) ^ ((index + 1) * GOLDEN_GAMMA));
    }

    /** Laplace noise of the given scale: what road-side gas benches show. */
    static double laplace(SplittableRandom random, double scale) {
        double u = random.nextDouble() - 0.5;
        return -scale * Math.signum(u) * Math.log(1 - 2 * Math.abs(u));
    }

    /** A gamma variable, by Marsaglia and Tsang; {@code shape >= 1}. */
    static double gamma(SplittableRandom random, double shape, double scale) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = gaussian(random);
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v * scale;
            }
        }
    }

    static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
