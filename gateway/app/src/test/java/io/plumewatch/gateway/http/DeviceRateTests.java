package io.plumewatch.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeviceRateTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - SECOND;

    private final DeviceRate rate = new DeviceRate(10, 15, Duration.ofSeconds(2), START);

    @Test
    void takesABurstAndTellsWhenToComeAgain() {
        assertThat(rate.take("GATE-1", 20, START)).isZero();
        assertThat(rate.take("GATE-1", 11, START)).isZero();
        assertThat(rate.take("GATE-1", 1, START)).isEqualTo(2);
        assertThat(rate.take("GATE-1", 1, START + 2 * SECOND)).isZero();
    }

    @Test
    void lastsForTheNeighbourOfWhoAsksTooMuch() {
        rate.take("GATE-1", 25, START);

        assertThat(rate.take("GATE-1", 1, START)).isPositive();
        assertThat(rate.take("GATE-2", 1, START)).isZero();
    }

    @Test
    void boundsAllTogether() {
        rate.take("GATE-1", 20, START);
        rate.take("GATE-2", 20, START);

        assertThat(rate.take("GATE-3", 1, START)).isPositive();
        assertThat(rate.take("GATE-3", 1, START + SECOND)).isZero();
    }
}
