package io.plumewatch.sim.driving;

import io.plumewatch.wire.obd.Measurements;
import java.util.List;

/**
 * What a terminal reads in one second.
 *
 * @param blocks the stream, and behind it what the same second has beside it
 */
public record EngineSecond(List<Measurements> blocks) {

    public EngineSecond {
        blocks = List.copyOf(blocks);
    }
}
