package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Finding.Pair;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds two consecutive exceedances of the same pollutant, going once through a vehicle's judgements in measured order.
 *
 * <p>After a violation everything up to the first passed inspection is used up: exceedances join the finding, and when
 * the vehicle is released, every run starts anew. A change of registration ends that as well: what is measured after it
 * is another vehicle's or another owner's.
 */
final class Runs {

    /** Measured order; the pass key makes it total. */
    static final Comparator<Judgement> ORDER =
            Comparator.comparing(Judgement::measuredAt).thenComparing(Judgement::passKey);

    private final Rulebook rulebook;
    private final List<Instant> inspections;
    private final List<Instant> breaks;
    private final Map<Pollutant, Run> runs = new EnumMap<>(Pollutant.class);
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Open open;

    private Runs(List<Instant> inspections, List<Instant> breaks, Rulebook rulebook) {
        this.inspections = inspections;
        this.breaks = breaks;
        this.rulebook = rulebook;
        for (Pollutant pollutant : Pollutant.values()) {
            runs.put(pollutant, new Run());
        }
    }

    /**
     * Finds them all.
     *
     * @param inspections when inspections were passed, oldest first
     * @param breaks when the registration changed, oldest first
     */
    static List<Finding> find(
            List<Judgement> judgements, List<Instant> inspections, List<Instant> breaks, Rulebook rulebook) {
        Runs runs = new Runs(inspections, breaks, rulebook);
        judgements.forEach(runs::take);
        runs.close();
        return List.copyOf(runs.findings);
    }

    private void take(Judgement judgement) {
        release(judgement.measuredAt());
        if (open == null || open.violatedBy(judgement)) {
            completed(judgement).ifPresent(this::found);
        } else if (judgement.counts()) {
            open.joined.add(judgement);
        }
    }

    private Optional<Pair> completed(Judgement judgement) {
        Policy policy = rulebook.policyFor(judgement.areaCode(), Rulebook.lawDay(judgement.measuredAt()));
        Instant start = start(inspections, breaks, judgement.measuredAt(), policy);
        return Objects.requireNonNull(runs.get(judgement.pollutant())).take(judgement, policy, start);
    }

    /** Returns since when measurements may be in one run with one made at the given moment. */
    static Instant start(List<Instant> inspections, List<Instant> breaks, Instant measuredAt, Policy policy) {
        return Stream.concat(policy.resetOnPassedInspection() ? inspections.stream() : Stream.empty(), breaks.stream())
                .filter(each -> !each.isAfter(measuredAt))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private void release(Instant upTo) {
        if (open != null && open.endsAt != null && !open.endsAt.isAfter(upTo)) {
            close();
            runs.values().forEach(Run::clear);
        }
    }

    private void close() {
        if (open != null) {
            findings.add(new Finding(open.pairs, open.joined, open.releasedAt));
            open = null;
        }
    }

    private void found(Pair pair) {
        if (open == null) {
            Instant violatedAt = pair.violation().measuredAt();
            Instant releasedAt = Assessed.firstAfter(violatedAt, inspections).orElse(null);
            open = new Open(
                    releasedAt,
                    Assessed.endAfter(violatedAt, inspections, breaks).orElse(null));
        }
        open.pairs.add(pair);
    }

    /** A finding that still collects. */
    private static final class Open {

        private final List<Pair> pairs = new ArrayList<>();
        private final List<Judgement> joined = new ArrayList<>();
        private final @Nullable Instant releasedAt;
        private final @Nullable Instant endsAt;

        private Open(@Nullable Instant releasedAt, @Nullable Instant endsAt) {
            this.releasedAt = releasedAt;
            this.endsAt = endsAt;
        }

        /** Whether it is another pollutant of the violating pass itself. */
        private boolean violatedBy(Judgement judgement) {
            return pairs.get(0).violation().passKey().equals(judgement.passKey());
        }
    }
}
