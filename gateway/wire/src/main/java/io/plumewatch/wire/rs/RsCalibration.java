package io.plumewatch.wire.rs;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A calibration of a remote-sensing unit. It covers the components that it lists; opacity covers opacity and
 * Ringelmann.
 *
 * @param validUntil last day of an annual certificate
 */
public record RsCalibration(
        String calibrationId,
        OffsetDateTime performedAt,
        Kind kind,
        Result result,
        List<Gas> gas,
        List<Opacity> opacity,
        @Nullable String certificateNo,
        @Nullable LocalDate validUntil) {

    public RsCalibration {
        gas = List.copyOf(gas);
        opacity = List.copyOf(opacity);
    }

    /** Daily check by gas and filter, or yearly verification by a metrology body. */
    public enum Kind {
        DAILY,
        ANNUAL
    }

    /** What the calibration came to. */
    public enum Result {
        PASS,
        FAIL
    }

    /** A reference gas: component such as {@code NO}, {@code CO}, {@code CO2}, {@code HC}. */
    public record Gas(
            String component,
            @Nullable Double referencePpm,
            @Nullable Double measuredPpm) {}

    /** A reference filter. */
    public record Opacity(
            @Nullable Double referencePercent, @Nullable Double measuredPercent) {}
}
