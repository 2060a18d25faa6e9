package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Finding.Pair;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exceedances of one pollutant since its last valid passing measurement.
 *
 * <p>An invalid measurement is skipped: it neither builds nor breaks. A pending one does neither, too, but while it
 * lies between two exceedances they make no pair.
 */
final class Run {

    private final List<Judgement> exceedances = new ArrayList<>();
    private @Nullable Judgement lastPending;

    /**
     * Takes the next judgement in measured order.
     *
     * @param start since when measurements may be in one run with this one
     * @return the pair that it completes
     */
    Optional<Pair> take(Judgement judgement, Policy policy, Instant start) {
        switch (judgement.verdict()) {
            case PASS -> clear();
            case PENDING -> lastPending = judgement;
            case EXCEEDS -> {
                if (judgement.counts()) {
                    Optional<Pair> pair = pairFor(judgement, policy, start);
                    exceedances.add(judgement);
                    return pair;
                }
            }
            case INVALID -> {}
        }
        return Optional.empty();
    }

    void clear() {
        exceedances.clear();
    }

    /** The partner is the nearest earlier exceedance that is another event, not the same pass at a second unit. */
    private Optional<Pair> pairFor(Judgement second, Policy policy, Instant start) {
        Instant latest = second.measuredAt().minus(Duration.ofHours(policy.minimumGapHours()));
        for (int i = exceedances.size() - 1; i >= 0; i--) {
            Judgement first = exceedances.get(i);
            if (!first.measuredAt().isAfter(latest)) {
                return !held(first) && !first.measuredAt().isBefore(start) && inWindow(first, second, policy)
                        ? Optional.of(new Pair(second.pollutant(), first, second))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean held(Judgement first) {
        return lastPending != null && Runs.ORDER.compare(first, lastPending) < 0;
    }

    /** Calendar months by local dates: the last day is the corresponding one, or the month's last where there is none. */
    private static boolean inWindow(Judgement first, Judgement second, Policy policy) {
        LocalDate lastDay = Rulebook.lawDay(first.measuredAt()).plusMonths(policy.windowMonths());
        LocalDate day = Rulebook.lawDay(second.measuredAt());
        return day.isBefore(lastDay) || (policy.windowEdgeInclusive() && day.equals(lastDay));
    }
}
