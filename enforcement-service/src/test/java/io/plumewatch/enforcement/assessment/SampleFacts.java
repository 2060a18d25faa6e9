package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Measurement.Observed;
import io.plumewatch.enforcement.assessment.Measurement.Place;
import io.plumewatch.enforcement.assessment.Measurement.Unit;
import io.plumewatch.enforcement.assessment.VehicleFacts.Calibration;
import io.plumewatch.enforcement.assessment.VehicleFacts.Inspection;
import io.plumewatch.enforcement.assessment.VehicleFacts.Registration;
import io.plumewatch.enforcement.standards.Limits;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.PlateColor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A heavy diesel truck, a calibrated unit at a published site, and a day's passes written as text. */
public final class SampleFacts {

    public static final Limits HJ845 = new Limits(
            "HJ845-2017", LocalDate.parse("2017-07-27"), null, 30, 1, 1500, 5, -30, 45, 85, 70, 106, "HJ 845-2017");

    public static final Policy POLICY = policy("DEFAULT-1", Policy.NoUse.SCREENING_ONLY, true, true);

    public static final Rulebook RULEBOOK = new Rulebook(List.of(HJ845), List.of(POLICY));

    public static final Registration TRUCK = new Registration("01", PlateColor.YELLOW, "B", "H11", "WHITE");

    /** Long after every sample: what is still pending then has run out of grace. */
    static final Instant LATER = Instant.parse("2027-12-01T00:00:00Z");

    private SampleFacts() {}

    public static Policy policy(String version, Policy.NoUse noUse, boolean edgeInclusive, boolean resetOnInspection) {
        return policy(version, noUse, edgeInclusive, resetOnInspection, true);
    }

    static Policy policy(
            String version,
            Policy.NoUse noUse,
            boolean edgeInclusive,
            boolean resetOnInspection,
            boolean holdDeviceInvalid) {
        return new Policy(
                version,
                "000000",
                LocalDate.parse("2017-07-27"),
                null,
                noUse,
                6,
                edgeInclusive,
                resetOnInspection,
                24,
                0.90,
                150,
                8,
                120,
                24,
                2,
                2,
                15,
                true,
                false,
                holdDeviceInvalid,
                "test");
    }

    /** A time of Asia/Shanghai; a bare day means ten in the morning. */
    public static Instant at(String text) {
        String whole = text.contains("T") ? text : text + "T10:00";
        return LocalDateTime.parse(whole).atZone(Rulebook.LAW_ZONE).toInstant();
    }

    /** A faultless pass received ten seconds after it was measured. */
    public static Measurement pass(String key, Instant at, Map<Pollutant, Double> values) {
        return new Measurement(
                key,
                "RS-1",
                "410800",
                at,
                at.plusSeconds(10),
                Trust.ENROLLED,
                ClockState.GOOD,
                new Observed(0.97, PlateColor.YELLOW, "01", "WHITE"),
                values,
                null,
                new Unit(null, null),
                new Place(113.24, 35.21, true, null),
                false,
                false,
                false,
                false);
    }

    public static Measurement opacity(String key, Instant at, double percent) {
        return pass(key, at, Map.of(Pollutant.OPACITY, percent));
    }

    public static Calibration daily(Instant at, boolean passed) {
        return new Calibration(
                "RS-1", at, true, passed, List.of(Pollutant.OPACITY, Pollutant.RINGELMANN, Pollutant.NO));
    }

    public static VehicleFacts facts(
            List<Measurement> measurements, List<Calibration> calibrations, List<Inspection> inspections) {
        return new VehicleFacts(TRUCK, measurements, calibrations, inspections, List.of());
    }

    /** One measurement, calibrated two hours earlier. */
    static Judgement judge(Registration vehicle, Measurement measurement, Rulebook rulebook) {
        VehicleFacts facts = new VehicleFacts(
                vehicle,
                List.of(measurement),
                List.of(daily(measurement.measuredAt().minus(Duration.ofHours(2)), true)),
                List.of(),
                List.of());
        return Assessment.assess(facts, rulebook, LATER).judgements().get(0);
    }

    /**
     * Reads a timeline such as {@code 2026-01-10 E, 2026-02-01 P}: E exceeds, P passes, U is not calibrated, X has an
     * uncertain plate; I is a passed inspection, F a failed one, B a change of registration. Keys are the times.
     */
    static VehicleFacts timeline(String text) {
        List<Measurement> measurements = new ArrayList<>();
        List<Calibration> calibrations = new ArrayList<>();
        List<Inspection> inspections = new ArrayList<>();
        List<Instant> breaks = new ArrayList<>();
        for (String item : text.split(",")) {
            String key = item.strip().substring(0, item.strip().length() - 2);
            Instant at = at(key);
            switch (item.strip().charAt(item.strip().length() - 1)) {
                case 'E' -> measured(measurements, calibrations, opacity(key, at, 34.1));
                case 'P' -> measured(measurements, calibrations, opacity(key, at, 12));
                case 'X' -> measurements.add(uncertain(opacity(key, at, 34.1)));
                case 'U' -> measurements.add(opacity(key, at, 34.1));
                case 'I' -> inspections.add(new Inspection(at, true));
                case 'F' -> inspections.add(new Inspection(at, false));
                case 'B' -> breaks.add(at);
                default -> throw new IllegalArgumentException(item);
            }
        }
        return new VehicleFacts(TRUCK, measurements, calibrations, inspections, breaks);
    }

    private static void measured(
            List<Measurement> measurements, List<Calibration> calibrations, Measurement measurement) {
        measurements.add(measurement);
        calibrations.add(daily(measurement.measuredAt(), true));
    }

    static Measurement uncertain(Measurement measurement) {
        return observed(measurement, seen -> new Observed(0.89, seen.plateColor(), seen.plateType(), seen.bodyColor()));
    }

    static Measurement observed(Measurement m, UnaryOperator<Observed> change) {
        return new Measurement(
                m.passKey(),
                m.deviceNo(),
                m.areaCode(),
                m.measuredAt(),
                m.receivedAt(),
                m.trust(),
                m.clock(),
                change.apply(m.observed()),
                m.values(),
                m.weather(),
                m.device(),
                m.place(),
                m.clockCleared(),
                m.doubtful(),
                m.rejected(),
                m.calledInvalid());
    }
}
