package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What a finished test is. Thresholds are data of each model. */
public sealed interface TestRules {

    /** Returns the name of the method, as it stands in the log. */
    String kind();

    /** Returns the longest time between two readings; after more the test is not trusted and aborted. */
    Duration maxSilence();

    /** Returns the longest time a test may take. */
    Duration maxDuration();

    /** Returns how long the instrument must rest before a test may begin, also after a start of ours. */
    Duration rest();

    /**
     * Free acceleration (GB 3847): so many accelerations, the peak of each, the mean of the last ones.
     *
     * @param peaks accelerations of one test, 1..20
     * @param countedPeaks how many of them, from the last one back, make the mean
     * @param gateKey the value that shows an acceleration
     * @param gateHigh an acceleration has begun at or above
     * @param gateLow it is over below; less than {@code gateHigh}
     * @param tail how long after an acceleration its smoke may still come
     * @param maxPause the longest rest between two accelerations
     */
    record FreeAcceleration(
            int peaks,
            int countedPeaks,
            String gateKey,
            BigDecimal gateHigh,
            BigDecimal gateLow,
            Duration tail,
            Duration maxPause,
            Duration maxSilence,
            Duration maxDuration,
            Duration rest)
            implements TestRules {

        @Override
        public String kind() {
            return "FREE_ACCELERATION";
        }
    }

    /**
     * A gas bench with its probe in an exhaust: the mean of a window in which the watched values are steady.
     *
     * @param gateKey the value that shows exhaust
     * @param gateHigh the probe is in at or above
     * @param gateLow it is out below; less than {@code gateHigh}
     * @param settle how long the first values do not count
     * @param window length of the mean
     * @param steady which values must hold still
     */
    record SteadyGas(
            String gateKey,
            BigDecimal gateHigh,
            BigDecimal gateLow,
            Duration settle,
            Duration window,
            List<Steady> steady,
            Duration maxSilence,
            Duration maxDuration,
            Duration rest)
            implements TestRules {

        public SteadyGas {
            steady = List.copyOf(steady);
        }

        @Override
        public String kind() {
            return "STEADY_GAS";
        }
    }

    /** A value is steady while the highest and the lowest of the window differ by at most so much. */
    record Steady(String key, BigDecimal spread) {}
}
