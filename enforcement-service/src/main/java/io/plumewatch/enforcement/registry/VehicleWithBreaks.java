package io.plumewatch.enforcement.registry;

import java.time.Instant;
import java.util.List;

/**
 * A vehicle and its history.
 *
 * @param runBreaks when changes of plate, VIN or owner ended a run, oldest first
 */
public record VehicleWithBreaks(Vehicle vehicle, List<Instant> runBreaks) {

    public VehicleWithBreaks {
        runBreaks = List.copyOf(runBreaks);
    }
}
