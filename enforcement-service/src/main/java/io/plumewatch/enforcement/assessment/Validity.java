package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Judgement.Reason;
import io.plumewatch.enforcement.assessment.Judgement.Verdict;
import io.plumewatch.enforcement.assessment.Measurement.Place;
import io.plumewatch.enforcement.assessment.Measurement.Unit;
import io.plumewatch.enforcement.assessment.VehicleFacts.Registration;
import io.plumewatch.enforcement.standards.Limits;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.rs.RsPass.Precipitation;
import io.plumewatch.wire.rs.RsPass.Weather;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one measurement counts, and what it then comes to.
 *
 * <p>What was not recorded (weather, observed colours) is not held against the measurement; the review shows it.
 */
final class Validity {

    /** What keeps a value from being judged and says nothing of who was there. */
    private static final Set<Reason> OF_VALUES = EnumSet.of(Reason.WEATHER, Reason.NO_LIMIT_IN_FORCE);

    private final Measurement measurement;
    private final LocalDate day;
    private final Policy policy;
    private final Optional<Limits> limits;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    Validity(Registration vehicle, Measurement measurement, Rulebook rulebook, Set<String> implausible) {
        this.measurement = measurement;
        day = Rulebook.lawDay(measurement.measuredAt());
        policy = rulebook.policyFor(measurement.areaCode(), day);
        limits = rulebook.limitsOn(day);
        Scope.exclusion(vehicle).ifPresent(reasons::add);
        sender();
        when(differs(vehicle, measurement.observed()), Reason.VEHICLE_DIFFERS);
        when(measurement.observed().confidence() < policy.minimumConfidence(), Reason.PLATE_UNCERTAIN);
        when(implausible.contains(measurement.passKey()), Reason.TRAVEL_IMPLAUSIBLE);
        when(measurement.doubtful(), Reason.PHOTO_DOUBTFUL);
        when(measurement.rejected(), Reason.REJECTED_BY_OFFICER);
        when(measurement.calledInvalid() && policy.holdDeviceInvalid(), Reason.DEVICE_INVALID);
        when(limits.isEmpty(), Reason.NO_LIMIT_IN_FORCE);
        when(limits.isPresent() && badWeather(measurement.weather(), limits.get()), Reason.WEATHER);
    }

    static boolean clockInDoubt(Measurement measurement) {
        return measurement.clock() == ClockState.SUSPECT && !measurement.clockCleared();
    }

    /** What the pass says of where the vehicle was, whatever was measured. */
    Presence presence() {
        Set<Reason> doubts = EnumSet.noneOf(Reason.class);
        doubts.addAll(reasons);
        doubts.removeAll(OF_VALUES);
        return new Presence(measurement.areaCode(), policy.version(), doubts);
    }

    Judgement judge(Pollutant pollutant, Coverage coverage, Instant asOf) {
        double value = Objects.requireNonNull(measurement.values().get(pollutant));
        if (!reasons.isEmpty()) {
            return judgement(pollutant, value, Verdict.INVALID, List.copyOf(reasons), null);
        }
        if (!pollutant.possible(value)) {
            return judgement(pollutant, value, Verdict.INVALID, List.of(Reason.VALUE_IMPOSSIBLE), null);
        }
        Coverage.State calibrated = coverage.of(measurement, pollutant);
        if (calibrated != Coverage.State.COVERED) {
            Reason reason = calibrated == Coverage.State.FAILED ? Reason.CALIBRATION_FAILED : Reason.NOT_CALIBRATED;
            Instant graceEnd = measurement.receivedAt().plus(Duration.ofDays(policy.calibrationGraceDays()));
            return asOf.isBefore(graceEnd)
                    ? judgement(pollutant, value, Verdict.PENDING, List.of(reason), graceEnd)
                    : judgement(pollutant, value, Verdict.INVALID, List.of(reason), null);
        }
        boolean over = Math.max(0, value) > pollutant.limit(limits.orElseThrow());
        return judgement(pollutant, value, over ? Verdict.EXCEEDS : Verdict.PASS, List.of(), null);
    }

    private Judgement judgement(
            Pollutant pollutant, double value, Verdict verdict, List<Reason> why, @Nullable Instant pendingUntil) {
        return new Judgement(
                measurement.passKey(),
                measurement.measuredAt(),
                measurement.areaCode(),
                pollutant,
                verdict,
                why,
                value,
                limits.map(pollutant::limit).orElse(Double.NaN),
                limits.map(Limits::version).orElse(""),
                policy.version(),
                pollutant == Pollutant.NO && policy.noUse() == Policy.NoUse.SCREENING_ONLY,
                pendingUntil);
    }

    private void when(boolean invalid, Reason reason) {
        if (invalid) {
            reasons.add(reason);
        }
    }

    private void sender() {
        when(!measurement.trust().bearsOnDecisions(), Reason.NOT_TRUSTED);
        when(clockInDoubt(measurement), Reason.CLOCK_SUSPECT);
        Unit device = measurement.device();
        if (device == null) {
            reasons.add(Reason.DEVICE_UNKNOWN);
        } else {
            when(!verified(device), Reason.DEVICE_NOT_VERIFIED);
        }
        when(!published(measurement.place()), Reason.SITE_NOT_PUBLISHED);
    }

    private boolean verified(Unit device) {
        return (device.verifiedFrom() == null || !day.isBefore(device.verifiedFrom()))
                && (device.verifiedUntil() == null || !day.isAfter(device.verifiedUntil()));
    }

    private boolean published(@Nullable Place place) {
        return place != null
                && place.published()
                && (place.publishedOn() == null || !day.isBefore(place.publishedOn()));
    }

    private static boolean differs(Registration vehicle, Measurement.Observed observed) {
        return bothKnownAndDifferent(vehicle.plateColor(), observed.plateColor())
                || bothKnownAndDifferent(vehicle.plateType(), observed.plateType())
                || bothKnownAndDifferent(vehicle.bodyColor(), observed.bodyColor());
    }

    private static boolean bothKnownAndDifferent(@Nullable Object registered, @Nullable Object observed) {
        return registered != null && observed != null && !registered.toString().equalsIgnoreCase(observed.toString());
    }

    private static boolean badWeather(@Nullable Weather weather, Limits limits) {
        return weather != null
                && (wet(weather.precipitation())
                        || outside(weather.windSpeedMps(), 0, limits.maxWindSpeedMps())
                        || outside(weather.temperatureC(), limits.minTemperatureC(), limits.maxTemperatureC())
                        || outside(weather.humidityPercent(), 0, limits.maxHumidityPercent())
                        || outside(weather.pressureKpa(), limits.minPressureKpa(), limits.maxPressureKpa()));
    }

    private static boolean wet(@Nullable Precipitation precipitation) {
        return precipitation != null && precipitation != Precipitation.NONE;
    }

    private static boolean outside(@Nullable Double value, double min, double max) {
        return value != null && (value < min || value > max);
    }
}
