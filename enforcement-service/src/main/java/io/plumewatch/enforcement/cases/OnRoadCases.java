package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases of vehicles seen on the road after their repair deadline. They stand on another case: when that one was wrong,
 * or its vehicle had passed an inspection or changed hands before it was seen, they were wrong too.
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
        Instant seenAt = known.violation().measuredAt();
        Optional<Instant> provenAt = cases.stream()
                .filter(each -> each.caseId().equals(known.priorCaseId()))
                .findFirst()
                .map(prior -> prior.violation().measuredAt());
        Optional<Instant> releasedAt = provenAt.flatMap(assessed::releaseAfter);
        Optional<Instant> changedAt = provenAt.flatMap(at -> assessed.breakWithin(at, seenAt));
        if (known.priorCaseId() != null && fallen.contains(known.priorCaseId())) {
            changes.add(drop(known, "PRIOR_CASE_GONE", "所依据的案件" + known.priorCaseId() + "已不成立"));
        } else if (releasedAt.isPresent() && !releasedAt.get().isAfter(seenAt)) {
            changes.add(drop(known, "RELEASED_BEFORE", "车辆此前已检验合格（" + releasedAt.get() + "）"));
        } else if (changedAt.isPresent()) {
            changes.add(drop(known, "REGISTRATION_CHANGED_BEFORE", "车辆此前已变更登记（" + changedAt.get() + "）"));
        } else if (releasedAt.isPresent() && known.state() != CaseState.RELEASED) {
            changes.add(new Change.Release(known.caseId(), releasedAt.get()));
        }
    }

    private static Change drop(KnownCase known, String code, String reason) {
        return known.confirmed()
                ? new Change.Withdraw(known.caseId(), code, reason)
                : new Change.Dismiss(known.caseId(), code, reason);
    }
}
