package io.plumewatch.sim.load.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.UsageException;
import org.junit.jupiter.api.Test;

class StormLoadTests {

    @Test
    void stepsRiseToWhatOneProcessMayHaveOpen() {
        assertThat(StormLoad.steps("1000,6000,18000")).containsExactly(1_000, 6_000, 18_000);
        assertThatThrownBy(() -> StormLoad.steps("2000,1000")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> StormLoad.steps("1000,19001")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> StormLoad.steps("many")).isInstanceOf(UsageException.class);
    }
}
