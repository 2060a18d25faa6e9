package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Assessed.LostGround;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases of vehicles seen on the road after their repair deadline. They stand on another case and on the pass that saw
 * the vehicle: when that case was wrong, when the pass is another vehicle's or in doubt, or when the vehicle had passed
 * an inspection or changed hands before it was seen, they were wrong too.
 */
final class OnRoadCases {

    private final List<KnownCase> cases;
    private final Assessed assessed;

    OnRoadCases(List<KnownCase> cases, Assessed assessed) {
        this.cases = cases;
        this.assessed = assessed;
    }

    /** Adds to the changes what the earlier ones among them mean for these cases. */
    void plan(List<Change> changes) {
        Set<String> fallen = Stream.concat(
                        cases.stream().filter(KnownCase::ended).map(KnownCase::caseId),
                        changes.stream()
                                .filter(Change.Withdraw.class::isInstance)
                                .map(each -> ((Change.Withdraw) each).caseId()))
                .collect(Collectors.toSet());
        cases.stream()
                .filter(each -> each.is(Rules.BLACKLISTED_ON_ROAD) && !each.ended())
                .forEach(each -> plan(each, fallen, changes));
    }

    private void plan(KnownCase known, Set<String> fallen, List<Change> changes) {
        Optional<Instant> releasedAt = provenAt(known).flatMap(assessed::releaseAfter);
        Optional<LostGround> lost = lostGround(known, fallen, releasedAt);
        if (lost.isPresent()) {
            changes.add(drop(known, lost.get()));
            return;
        }
        moved(known).ifPresent(changes::add);
        if (releasedAt.isPresent() && known.state() != CaseState.RELEASED) {
            changes.add(new Change.Release(known.caseId(), releasedAt.get()));
        }
    }

    private Optional<LostGround> lostGround(KnownCase known, Set<String> fallen, Optional<Instant> releasedAt) {
        Instant seenAt = known.violation().measuredAt();
        if (known.priorCaseId() != null && fallen.contains(known.priorCaseId())) {
            return Optional.of(new LostGround("PRIOR_CASE_GONE", "所依据的案件" + known.priorCaseId() + "已不成立"));
        }
        if (releasedAt.isPresent() && !releasedAt.get().isAfter(seenAt)) {
            return Optional.of(new LostGround("RELEASED_BEFORE", "车辆此前已检验合格（" + releasedAt.get() + "）"));
        }
        return passKey(known)
                .flatMap(key -> assessed.lostPresence(key, seenAt))
                .or(() -> provenAt(known)
                        .flatMap(at -> assessed.breakWithin(at, seenAt))
                        .map(at -> new LostGround("REGISTRATION_CHANGED_BEFORE", "车辆此前已变更登记（" + at + "）")));
    }

    private Optional<Instant> provenAt(KnownCase known) {
        return cases.stream()
                .filter(each -> each.caseId().equals(known.priorCaseId()))
                .findFirst()
                .map(prior -> prior.violation().measuredAt());
    }

    /** What nobody confirmed yet follows its site into another area, to the officers there. */
    private Optional<Change> moved(KnownCase known) {
        return passKey(known)
                .filter(key -> !known.confirmed())
                .flatMap(assessed::presence)
                .filter(presence -> !presence.areaCode().equals(known.shown().areaCode()))
                .map(presence -> new Change.Reground(
                        known.caseId(),
                        presence.areaCode(),
                        presence.policyVersion(),
                        known.shown().findings()));
    }

    private static Optional<String> passKey(KnownCase known) {
        return Optional.ofNullable(known.violation().passKey());
    }

    private static Change drop(KnownCase known, LostGround lost) {
        return known.confirmed()
                ? new Change.Withdraw(known.caseId(), lost.code(), lost.text())
                : new Change.Dismiss(known.caseId(), lost.code(), lost.text());
    }
}
