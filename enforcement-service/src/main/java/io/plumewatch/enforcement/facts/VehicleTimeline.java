package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.Vehicle;
import java.time.Instant;
import java.util.List;

/**
 * All that is known of a vehicle and can bear on a verdict, ordered by measured time (ties by pass key).
 *
 * @param calibrations those of the devices and days that the passes need
 * @param runBreaks when changes of plate, VIN or owner ended a run
 */
public record VehicleTimeline(
        Vehicle vehicle,
        List<PassFact> passes,
        List<CalibrationFact> calibrations,
        List<InspectionFact> inspections,
        List<Instant> runBreaks) {

    public VehicleTimeline {
        passes = List.copyOf(passes);
        calibrations = List.copyOf(calibrations);
        inspections = List.copyOf(inspections);
        runBreaks = List.copyOf(runBreaks);
    }
}
