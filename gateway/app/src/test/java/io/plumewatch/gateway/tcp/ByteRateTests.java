package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByteRateTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final ByteRate rate = new ByteRate(100, 1_000, 0);

    @Test
    void takesABurstAtOnce() {
        rate.spend(1_000, 0);

        assertThat(rate.overdrawn(0)).isFalse();
        assertThat(rate.nanosUntilFree(0)).isZero();
    }

    @Test
    void waitsAsLongAsTheOverdraftTakes() {
        rate.spend(1_250, 0);

        assertThat(rate.overdrawn(0)).isTrue();
        assertThat(rate.nanosUntilFree(0)).isEqualTo(5 * SECOND / 2);
        assertThat(rate.nanosUntilFree(2 * SECOND)).isEqualTo(SECOND / 2);
        assertThat(rate.overdrawn(5 * SECOND / 2)).isFalse();
    }

    @Test
    void savesNoMoreThanOneBurst() {
        rate.spend(1_001, 1_000 * SECOND);

        assertThat(rate.overdrawn(1_000 * SECOND)).isTrue();
    }
}
