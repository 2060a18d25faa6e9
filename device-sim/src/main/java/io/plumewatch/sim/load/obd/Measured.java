package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.load.ProcessUse;
import java.time.Duration;

/**
 * One server under load.
 *
 * @param untilAccepting from the start of its process to its first connection
 */
record Measured(String name, ProcessHandle process, Terminals terminals, Duration untilAccepting) {

    double cpuSeconds() {
        return ProcessUse.of(process).cpuSeconds();
    }
}
