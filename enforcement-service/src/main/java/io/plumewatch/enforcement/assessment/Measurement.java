package io.plumewatch.enforcement.assessment;

import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass.Weather;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass, as far as it bears on a verdict.
 *
 * @param passKey unique; also breaks ties of time
 * @param values what was measured; an absent pollutant was not
 * @param device the unit as registered; null = it is not
 * @param place where it was measured; null = a mobile unit without a site
 * @param clockCleared whether an officer accepted a SUSPECT clock
 * @param doubtful whether a photo of it is used by another pass too
 * @param rejected whether an officer rejected it
 * @param calledInvalid whether the unit itself calls its record invalid
 */
public record Measurement(
        String passKey,
        String deviceNo,
        String areaCode,
        Instant measuredAt,
        Instant receivedAt,
        Trust trust,
        ClockState clock,
        Observed observed,
        Map<Pollutant, Double> values,
        @Nullable Weather weather,
        @Nullable Unit device,
        @Nullable Place place,
        boolean clockCleared,
        boolean doubtful,
        boolean rejected,
        boolean calledInvalid) {

    public Measurement {
        values = Map.copyOf(values);
    }

    /**
     * What the camera made of the vehicle.
     *
     * @param confidence of the plate, 0..1
     */
    public record Observed(
            double confidence,
            @Nullable PlateColor plateColor,
            @Nullable String plateType,
            @Nullable String bodyColor) {}

    /**
     * The unit's standing on the day of measuring: its metrological verification by days, null = open. Whether it may
     * still send today says nothing about what it measured.
     */
    public record Unit(
            @Nullable LocalDate verifiedFrom, @Nullable LocalDate verifiedUntil) {}

    /**
     * The site.
     *
     * @param publishedOn since which day the public knows of it; null = always
     */
    public record Place(
            double longitude,
            double latitude,
            boolean published,
            @Nullable LocalDate publishedOn) {}
}
