package io.plumewatch.enforcement.standards;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A character that plate readers take for another one.
 *
 * @param version id of the table that the pair belongs to
 * @param validFrom first day, Asia/Shanghai
 * @param validTo last day; null = still in force
 * @param readAs what the reader says
 * @param mayBe what the plate may carry
 * @param measured whether it was counted, or is known as a look-alike only
 * @param source what it rests on
 */
public record PlateConfusion(
        String version,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String readAs,
        String mayBe,
        boolean measured,
        String source) {

    boolean inForceOn(LocalDate day) {
        return Rulebook.within(day, validFrom, validTo);
    }
}
