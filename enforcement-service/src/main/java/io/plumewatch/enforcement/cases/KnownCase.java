package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case with what only this module needs to know of it.
 *
 * @param policyVersion the policy that it was last decided by
 * @param priorCaseId for BLACKLISTED_ON_ROAD: the case whose repair deadline had passed
 * @param closedAt since when it is released, dismissed or withdrawn
 */
record KnownCase(
        EnforcementCase shown,
        String policyVersion,
        @Nullable String priorCaseId,
        @Nullable Instant closedAt,
        @Nullable String closeCode,
        @Nullable String closeReason) {

    String caseId() {
        return shown.caseId();
    }

    CaseState state() {
        return shown.state();
    }

    boolean is(String rule) {
        return shown.rule().equals(rule);
    }

    /** Whether officers have confirmed it, so that a lock and a referral hang on it. */
    boolean confirmed() {
        return shown.confirmedAt() != null;
    }

    /** Whether it has ended for good: nothing that becomes known later brings it back. */
    boolean ended() {
        return state() == CaseState.DISMISSED || state() == CaseState.WITHDRAWN;
    }

    List<CaseFinding> parts(Part part) {
        return shown.findings().stream().filter(each -> each.part() == part).toList();
    }

    /** The pair's later measurement, or the sighting. */
    CaseFinding violation() {
        return parts(Part.VIOLATION).get(0);
    }

    CaseFinding prior() {
        return parts(Part.PRIOR).get(0);
    }

    /** The measurements that make the finding, without the further ones that joined. */
    List<CaseFinding> grounds() {
        return shown.findings().stream()
                .filter(each -> each.part() != Part.JOINED)
                .toList();
    }
}
