package io.plumewatch.wire.rs;

import io.plumewatch.wire.plate.PlateColor;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle through one remote-sensing site, as the unit reported it.
 *
 * @param passId the unit's own id of the pass, at most 64 characters
 * @param sentAt when the unit published it; absent = nothing to compare its clock with
 * @param replayed whether it comes from the unit's store
 */
public record RsPass(
        String passId,
        OffsetDateTime measuredAt,
        @Nullable OffsetDateTime sentAt,
        @Nullable Long sequence,
        boolean replayed,
        @Nullable Integer lane,
        Plate plate,
        @Nullable Vehicle vehicle,
        @Nullable Exhaust exhaust,
        @Nullable Plume plume,
        @Nullable Weather weather,
        @Nullable Road road,
        @Nullable Position position,
        List<Photo> photos) {

    public RsPass {
        photos = List.copyOf(photos);
    }

    /** The plate as the camera read it; an absent confidence (0..1) counts as 0. */
    public record Plate(
            String number,
            @Nullable PlateColor color,
            @Nullable String type,
            @Nullable Double confidence) {

        public double confidenceOrZero() {
            return confidence == null ? 0 : confidence;
        }
    }

    /** Driving state at the beam. */
    public record Vehicle(
            @Nullable Double speedKmh,
            @Nullable Double accelerationMps2,
            @Nullable Double vspKwPerTonne,
            @Nullable String bodyColor) {}

    /** Concentrations scaled to the tailpipe; opacity 0..100 %, Ringelmann level 0..5. */
    public record Exhaust(
            @Nullable Double opacityPercent,
            @Nullable Integer ringelmann,
            @Nullable Double coPercent,
            @Nullable Double co2Percent,
            @Nullable Double hcPpm,
            @Nullable Double noPpm) {}

    /** The plume itself: CO2 column and pure ratios to CO2. */
    public record Plume(
            @Nullable Double co2PercentCm,
            @Nullable Double coToCo2,
            @Nullable Double hcToCo2,
            @Nullable Double noToCo2) {}

    /** Weather at the site. */
    public record Weather(
            @Nullable Double temperatureC,
            @Nullable Double humidityPercent,
            @Nullable Double pressureKpa,
            @Nullable Double windSpeedMps,
            @Nullable Double windDirectionDeg,
            @Nullable Precipitation precipitation) {}

    /** What falls from the sky, or hangs in the air. */
    public enum Precipitation {
        NONE,
        RAIN,
        SNOW,
        FOG,
        DUST
    }

    /** The road at the beam. */
    public record Road(@Nullable Double slopeDeg) {}

    /** WGS-84 degrees, east and north positive. */
    public record Position(double longitude, double latitude) {}

    /** A picture that the unit took; its bytes come separately, under this digest (lower-case hex). */
    public record Photo(
            String role, String sha256, @Nullable OffsetDateTime takenAt) {}
}
