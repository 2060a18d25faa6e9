package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteRateTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ByteRate rate = new ByteRate(100, 1_000);

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
    void isSharedByAll() {
        var all = new SharedRate(rate, 0);
        for (int sender = 0; sender < 5; sender++) {
            all.spend(250, 0);
        }

        assertThat(all.nanosUntilFree(0)).isEqualTo(5 * SECOND / 2);
    }
}
