package io.plumewatch.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.intake.Rate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedRateTests {

    @Test
    void isSpentByAll() {
        var all = new SharedRate(new Rate(100, 1_000), 0);
        for (int sender = 0; sender < 5; sender++) {
            all.spend(250, 0);
        }

        assertThat(all.nanosUntilFree(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2_500));
    }
}
