package io.plumewatch.enforcement.standards;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one edition of the remote-sensing standard allows, and in which weather a measurement counts.
 *
 * <p>A value exceeds only above its limit: equal is not over.
 *
 * @param version id that every decision keeps, for example {@code HJ845-2017}
 * @param validFrom first day, Asia/Shanghai
 * @param validTo last day; null = still in force
 * @param opacityPercent 0..100
 * @param ringelmannLevel 0..5
 * @param noPpm the screening value of nitric oxide
 * @param source where the numbers stand
 */
public record Limits(
        String version,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        double opacityPercent,
        double ringelmannLevel,
        double noPpm,
        double maxWindSpeedMps,
        double minTemperatureC,
        double maxTemperatureC,
        double maxHumidityPercent,
        double minPressureKpa,
        double maxPressureKpa,
        String source) {

    boolean inForceOn(LocalDate day) {
        return Rulebook.within(day, validFrom, validTo);
    }
}
