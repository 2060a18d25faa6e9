package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A metrological verification of a device.
 *
 * @param from its first day, Asia/Shanghai; null = always
 * @param until its last day; null = open
 */
public record Verification(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String certificateNo) {

    /**
     * Returns the verification that decides about a day: the latest that has begun, even when it has ended since. A
     * later one replaces an earlier one from its first day, so that it can also cut it short.
     *
     * @param history by first day, oldest first
     * @return empty when the first one begins later
     */
    static Optional<Verification> of(LocalDate day, List<Verification> history) {
        return history.stream()
                .filter(each -> each.from() == null || !each.from().isAfter(day))
                .reduce((earlier, later) -> later);
    }
}
