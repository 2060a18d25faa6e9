package io.plumewatch.wire.hj212;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number of one factor.
 *
 * @param factorCode the code of the standard, after the profile's aliases
 * @param factor our name, for example {@code PM25}; null for a factor that we do not know
 * @param value in {@link #canonicalUnit}; as sent when that is null; null when nothing readable was sent
 * @param canonicalUnit the same for all stations; null when the profile does not say in what the station sends
 * @param rawText the value as sent
 * @param flag the station's mark, one letter; null when it sent none
 * @param usable whether the value may be reckoned with: readable, in a known unit, plausible, and marked as normal
 * @param periodStart the moment of real-time data, else the start of the period; null when no time was sent
 * @param periodEnd the same moment, or the end of the period, exclusive
 * @param warnings what else is odd, in words
 */
public record AirReading(
        String factorCode,
        @Nullable String factor,
        Statistic statistic,
        @Nullable BigDecimal value,
        @Nullable String canonicalUnit,
        String rawText,
        @Nullable String flag,
        boolean usable,
        @Nullable Instant periodStart,
        @Nullable Instant periodEnd,
        List<String> warnings) {

    /** What the number is over its period; the constants' order is that of the suffixes in the standard. */
    public enum Statistic {
        RTD,
        MIN,
        AVG,
        MAX,
        COU
    }

    public AirReading {
        warnings = List.copyOf(warnings);
    }
}
