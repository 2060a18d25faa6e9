package io.plumewatch.sim.load.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.UsageException;
import org.junit.jupiter.api.Test;

class StormLoadTests {

    @Test
    void stepsRiseToWhatOneProcessMayHaveOpen() {
        assertThat(StormLoad.steps("1000,6000,18000", 19_000)).containsExactly(1_000, 6_000, 18_000);
        assertThatThrownBy(() -> StormLoad.steps("2000,1000", 19_000)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> StormLoad.steps("1000,19001", 19_000)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> StormLoad.steps("many", 19_000)).isInstanceOf(UsageException.class);
    }

    @Test
    void failsForAnErrorAndForOneStormThatTakesTooLong() {
        assertThat(StormLoad.exitCode(0)).isZero();
        assertThat(StormLoad.exitCode(0, 4.2, 30.0)).isZero();
        assertThat(StormLoad.exitCode(0, 4.2, 30.1)).isEqualTo(1);
        assertThat(StormLoad.exitCode(1, 4.2)).isEqualTo(1);
    }
}
