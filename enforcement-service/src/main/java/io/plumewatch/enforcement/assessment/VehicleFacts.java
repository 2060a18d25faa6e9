package io.plumewatch.enforcement.assessment;

import io.plumewatch.wire.plate.PlateColor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All facts of one vehicle that bear on a verdict, in any order.
 *
 * @param runBreaks when a change of plate, VIN or owner ended a run
 */
public record VehicleFacts(
        Registration registration,
        List<Measurement> measurements,
        List<Calibration> calibrations,
        List<Inspection> inspections,
        List<Instant> runBreaks) {

    public VehicleFacts {
        measurements = List.copyOf(measurements);
        calibrations = List.copyOf(calibrations);
        inspections = List.copyOf(inspections);
        runBreaks = List.copyOf(runBreaks);
    }

    /**
     * What the registry says of the vehicle.
     *
     * @param plateType after GA 24.7
     * @param plateColor the registered colour, or the usual one of the type; null = unknown
     * @param fuel after GA 24.9, combined codes separated by {@code /}
     * @param vehicleType after GA 24.4
     * @param bodyColor as registered; null = unknown
     */
    public record Registration(
            String plateType,
            @Nullable PlateColor plateColor,
            String fuel,
            String vehicleType,
            @Nullable String bodyColor) {}

    /**
     * A calibration of a unit.
     *
     * @param daily whether it is the daily check, not the yearly verification
     * @param covers the pollutants whose channel it checked
     */
    public record Calibration(
            String deviceNo, Instant performedAt, boolean daily, boolean passed, List<Pollutant> covers) {

        public Calibration {
            covers = List.copyOf(covers);
        }
    }

    /** An inspection at a station. */
    public record Inspection(Instant performedAt, boolean passed) {}
}
