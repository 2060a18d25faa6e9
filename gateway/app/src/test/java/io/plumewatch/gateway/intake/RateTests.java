package io.plumewatch.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Rate rate = new Rate(100, 1_000);

    @Test
    void takesABurstAtOnce() {
        long paidUntil = rate.spend(0, 1_000, 0);

        assertThat(rate.nanosUntilFree(paidUntil, 0)).isZero();
    }

    @Test
    void waitsAsLongAsTheOverdraftTakes() {
        long paidUntil = rate.spend(0, 1_250, 0);

        assertThat(rate.nanosUntilFree(paidUntil, 0)).isEqualTo(5 * SECOND / 2);
        assertThat(rate.nanosUntilFree(paidUntil, 2 * SECOND)).isEqualTo(SECOND / 2);
        assertThat(rate.nanosUntilFree(paidUntil, 5 * SECOND / 2)).isZero();
    }

    @Test
    void savesNoMoreThanOneBurst() {
        long now = 1_000 * SECOND;

        assertThat(rate.nanosUntilFree(rate.spend(0, 1_001, now), now)).isPositive();
    }

    /** The clock may begin anywhere. */
    @Test
    void reckonsAcrossTheEndOfTheClock() {
        long now = Long.MAX_VALUE - SECOND;
        long paidUntil = rate.spend(now, 1_250, now);

        assertThat(rate.nanosUntilFree(paidUntil, now + 2 * SECOND)).isEqualTo(SECOND / 2);
    }

    @Test
    void takesAsABurstWhatComesInATime() {
        assertThat(Rate.of(200, Duration.ofMillis(1_500))).isEqualTo(new Rate(200, 300));
    }
}
