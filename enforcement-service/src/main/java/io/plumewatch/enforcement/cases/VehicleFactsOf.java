package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Measurement;
import io.plumewatch.enforcement.assessment.Measurement.Observed;
import io.plumewatch.enforcement.assessment.Measurement.Place;
import io.plumewatch.enforcement.assessment.Measurement.Unit;
import io.plumewatch.enforcement.assessment.Pollutant;
import io.plumewatch.enforcement.assessment.VehicleFacts;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.assessment.VehicleFacts.Inspection;
import io.plumewatch.enforcement.assessment.VehicleFacts.Registration;
import io.plumewatch.enforcement.facts.CalibrationFact;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.facts.VehicleTimeline;
import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.wire.national.DeviceVerdict;
import io.plumewatch.wire.plate.PlateType;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsPass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a timeline as the facts know it into the words of the assessment. */
final class VehicleFactsOf {

    private VehicleFactsOf() {}

    static VehicleFacts timeline(VehicleTimeline timeline) {
        return new VehicleFacts(
                registration(timeline.vehicle()),
                timeline.passes().stream().map(VehicleFactsOf::measurement).toList(),
                timeline.calibrations().stream()
                        .map(VehicleFactsOf::calibration)
                        .toList(),
                timeline.inspections().stream()
                        .map(each -> new Inspection(each.performedAt(), each.passed()))
                        .toList(),
                timeline.runBreaks());
    }

    private static Registration registration(Vehicle vehicle) {
        return new Registration(
                vehicle.type(),
                vehicle.color() != null
                        ? vehicle.color()
                        : PlateType.usualColor(vehicle.type()).orElse(null),
                vehicle.fuel(),
                vehicle.vehicleType(),
                vehicle.bodyColor());
    }

    private static Measurement measurement(PassFact fact) {
        RsPass pass = fact.pass();
        return new Measurement(
                fact.passKey(),
                fact.deviceNo(),
                fact.areaCode(),
                fact.measuredAt(),
                fact.receivedAt(),
                fact.trust(),
                fact.clock(),
                new Observed(
                        pass.plate().confidenceOrZero(),
                        pass.plate().color(),
                        pass.plate().type(),
                        pass.vehicle() == null ? null : pass.vehicle().bodyColor()),
                values(pass.exhaust()),
                pass.weather(),
                unit(fact.device()),
                place(fact.site()),
                fact.clockCleared(),
                fact.doubtful(),
                fact.rejectedReason() != null,
                DeviceVerdict.INVALID.name().equals(fact.origin().deviceVerdict()));
    }

    private static Map<Pollutant, Double> values(RsPass.@Nullable Exhaust exhaust) {
        Map<Pollutant, Double> values = new EnumMap<>(Pollutant.class);
        if (exhaust != null) {
            put(values, Pollutant.OPACITY, exhaust.opacityPercent());
            put(values, Pollutant.RINGELMANN, exhaust.ringelmann());
            put(values, Pollutant.NO, exhaust.noPpm());
        }
        return values;
    }

    private static void put(Map<Pollutant, Double> values, Pollutant pollutant, @Nullable Number value) {
        if (value != null) {
            values.put(pollutant, value.doubleValue());
        }
    }

    private static @Nullable Unit unit(@Nullable Device device) {
        return device == null ? null : new Unit(device.verifiedFrom(), device.verifiedUntil());
    }

    private static @Nullable Place place(@Nullable Site site) {
        return site == null ? null : new Place(site.longitude(), site.latitude(), site.published(), site.publishedOn());
    }

    private static Calibration calibration(CalibrationFact fact) {
        RsCalibration calibration = fact.calibration();
        return new Calibration(
                fact.deviceNo(),
                fact.performedAt(),
                calibration.kind() == RsCalibration.Kind.DAILY,
                calibration.result() == RsCalibration.Result.PASS,
                covers(calibration));
    }

    private static List<Pollutant> covers(RsCalibration calibration) {
        List<Pollutant> covers = new ArrayList<>();
        if (!calibration.opacity().isEmpty()) {
            covers.add(Pollutant.OPACITY);
            covers.add(Pollutant.RINGELMANN);
        }
        if (calibration.gas().stream().anyMatch(each -> each.component().equalsIgnoreCase("NO"))) {
            covers.add(Pollutant.NO);
        }
        return covers;
    }
}
