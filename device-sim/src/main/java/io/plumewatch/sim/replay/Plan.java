package io.plumewatch.sim.replay;

import io.plumewatch.sim.UsageException;
import java.time.Duration;
import java.util.Map;

/**
 * How a capture is replayed.
 *
 * @param speed times the original pace; infinite = as fast as it is taken
 * @param shift added to the times in what is sent; zero leaves every byte as it is
 * @param patience the longest wait for an answer
 * @param instrumentPorts where instruments listen instead of on the port of the capture, by device
 */
public record Plan(double speed, Duration shift, Duration patience, Map<String, Integer> instrumentPorts) {

    public Plan {
        if (!(speed > 0)) {
            throw new UsageException("--speed is " + speed + " but must be greater than 0, or max");
        }
        instrumentPorts = Map.copyOf(instrumentPorts);
    }

    boolean fast() {
        return speed > 1;
    }
}
