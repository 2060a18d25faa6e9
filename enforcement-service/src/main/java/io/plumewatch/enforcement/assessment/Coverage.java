package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.LocalDate;
import java.util.List;

/**
 * Whether a unit's channel was calibrated on the day of a measurement.
 *
 * <p>A passed daily calibration covers its whole local day, before and after. A failed one casts doubt, in the driver's
 * favour, on everything measured before it that day, and on everything after it until the next passed one.
 */
final class Coverage {

    private final List<Calibration> daily;

    Coverage(List<Calibration> calibrations) {
        daily = calibrations.stream().filter(Calibration::daily).toList();
    }

    /** Where a measurement stands. */
    enum State {
        COVERED,
        NONE,
        FAILED
    }

    State of(Measurement measurement, Pollutant pollutant) {
        LocalDate day = Rulebook.lawDay(measurement.measuredAt());
        List<Calibration> ofTheDay = daily.stream()
                .filter(each -> each.deviceNo().equals(measurement.deviceNo())
                        && each.covers().contains(pollutant)
                        && Rulebook.lawDay(each.performedAt()).equals(day))
                .toList();
        if (ofTheDay.stream().anyMatch(each -> !each.passed() && !repaired(each, ofTheDay, measurement))) {
            return State.FAILED;
        }
        return ofTheDay.stream().anyMatch(Calibration::passed) ? State.COVERED : State.NONE;
    }

    /** Whether the unit passed again between the failure and the measurement. */
    private static boolean repaired(Calibration failed, List<Calibration> ofTheDay, Measurement measurement) {
        return ofTheDay.stream()
                .anyMatch(each -> each.passed()
                        && each.performedAt().isAfter(failed.performedAt())
                        && !each.performedAt().isAfter(measurement.measuredAt()));
    }
}
