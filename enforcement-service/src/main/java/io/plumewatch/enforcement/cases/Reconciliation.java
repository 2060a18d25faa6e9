package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Assessed.LostGround;
import io.plumewatch.enforcement.assessment.Finding;
import io.plumewatch.enforcement.assessment.Pollutant;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings cases and findings together: a pure function, so that the set of facts decides and not the order in which
 * they came.
 *
 * <p>An unconfirmed case follows its finding: it changes with it, is dismissed when the finding vanishes, and is
 * released when the vehicle has passed an inspection since. A confirmed case rests on the pair that officers confirmed:
 * while that pair by itself still makes a finding, the case stands, and whatever else turns up in its time joins it,
 * so that one act is never referred twice. When the pair falls, the case is withdrawn.
 */
final class Reconciliation {

    private final List<KnownCase> cases;
    private final Assessed assessed;
    private final List<Finding> open;
    private final List<Change> changes = new ArrayList<>();
    private final List<Change> openings = new ArrayList<>();

    private Reconciliation(List<KnownCase> cases, Assessed assessed) {
        this.cases = cases;
        this.assessed = assessed;
        open = new ArrayList<>(assessed.findings());
    }

    /**
     * Returns the changes in the order in which they must be applied: what closes before what opens.
     *
     * @param cases all cases of one vehicle, oldest first
     */
    static List<Change> plan(List<KnownCase> cases, Assessed assessed) {
        Reconciliation reconciliation = new Reconciliation(cases, assessed);
        reconciliation.keepOrWithdrawConfirmed();
        reconciliation.letLaterHoldersWait();
        reconciliation.matchUnconfirmed();
        new OnRoadCases(cases, assessed).plan(reconciliation.changes);
        reconciliation.open.forEach(reconciliation::open);
        return Stream.concat(reconciliation.changes.stream(), reconciliation.openings.stream())
                .toList();
    }

    private Stream<KnownCase> living(boolean confirmed) {
        return cases.stream()
                .filter(each -> each.is(Rules.TWO_CONSECUTIVE) && !each.ended() && each.confirmed() == confirmed);
    }

    private void keepOrWithdrawConfirmed() {
        living(true).forEach(known -> {
            Optional<LostGround> lost = lostGround(known, assessed);
            if (lost.isPresent()) {
                changes.add(new Change.Withdraw(
                        known.caseId(), lost.get().code(), lost.get().text()));
            } else {
                keep(known);
            }
        });
    }

    private void keep(KnownCase known) {
        Instant from = known.prior().measuredAt();
        Optional<Instant> inspected = assessed.releaseAfter(known.violation().measuredAt());
        Instant until = Stream.concat(
                        assessed.endAfter(known.violation().measuredAt()).stream(), Stream.ofNullable(known.closedAt()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        open.removeIf(
                finding -> finding.leading().prior().measuredAt().isBefore(until) && from.isBefore(endOf(finding)));
        rejoin(known, CaseFindings.standing(known, assessed, until));
        if (known.state() == CaseState.CONFIRMED) {
            inspected.ifPresent(at -> changes.add(new Change.Release(known.caseId(), at)));
        }
    }

    private Instant endOf(Finding finding) {
        return assessed.endAfter(finding.violation().measuredAt()).orElse(Instant.MAX);
    }

    /**
     * One case of a vehicle and rule is open at a time. A new holder's finding waits for the case of the one before him
     * to close; so of the findings that no inspection has released only the earliest may be a case.
     */
    private void letLaterHoldersWait() {
        boolean taken = living(true).anyMatch(this::staysOpen);
        for (Finding finding : List.copyOf(open)) {
            if (finding.releasedAt() == null) {
                if (taken) {
                    open.remove(finding);
                }
                taken = true;
            }
        }
    }

    private boolean staysOpen(KnownCase known) {
        return known.state() == CaseState.CONFIRMED
                && changes.stream().noneMatch(change -> closes(change, known.caseId()));
    }

    private static boolean closes(Change change, String caseId) {
        return (change instanceof Change.Withdraw withdraw && withdraw.caseId().equals(caseId))
                || (change instanceof Change.Release release && release.caseId().equals(caseId));
    }

    private void matchUnconfirmed() {
        List<KnownCase> unmatched = new ArrayList<>();
        living(false).forEach(known -> {
            Optional<Finding> same = take(finding -> sameViolation(known, finding));
            same.ifPresentOrElse(finding -> follow(known, finding), () -> unmatched.add(known));
        });
        for (KnownCase known : unmatched) {
            take(finding -> CaseFindings.overlap(known, finding))
                    .ifPresentOrElse(finding -> follow(known, finding), () -> dismiss(known));
        }
    }

    private Optional<Finding> take(Predicate<Finding> wanted) {
        Optional<Finding> found = open.stream().filter(wanted).findFirst();
        found.ifPresent(open::remove);
        return found;
    }

    private static boolean sameViolation(KnownCase known, Finding finding) {
        return finding.violation().passKey().equals(known.violation().passKey());
    }

    private void follow(KnownCase known, Finding finding) {
        List<CaseFinding> findings = CaseFindings.of(finding);
        boolean samePlace = finding.violation().areaCode().equals(known.shown().areaCode());
        if (samePlace && CaseFindings.sameGrounds(known.shown().findings(), findings)) {
            rejoin(known, findings);
        } else {
            changes.add(new Change.Reground(
                    known.caseId(),
                    finding.violation().areaCode(),
                    finding.violation().policyVersion(),
                    findings));
        }
        Instant releasedAt = released(finding);
        if (releasedAt != null && !releasedAt.equals(known.closedAt())) {
            changes.add(new Change.Release(known.caseId(), releasedAt));
        } else if (releasedAt == null && known.state() == CaseState.RELEASED) {
            openings.add(new Change.Reopen(known.caseId()));
        }
    }

    private static @Nullable Instant released(Finding finding) {
        return finding.releasedAt() == null ? null : CaseFindings.stored(finding.releasedAt());
    }

    private void rejoin(KnownCase known, List<CaseFinding> findings) {
        if (!known.shown().findings().equals(findings)) {
            changes.add(new Change.Rejoin(known.caseId(), findings));
        }
    }

    private void dismiss(KnownCase known) {
        LostGround why = lostGround(known, assessed)
                .orElse(
                        assessed.findings().stream().anyMatch(finding -> sameViolation(known, finding))
                                ? new LostGround("EARLIER_CASE_FIRST", "登记变更前的案件尚未结案，本案待其结案后再立")
                                : new LostGround("FINDING_GONE", "两次测量已不再连续，或其间有待校准确认的测量"));
        changes.add(new Change.Dismiss(known.caseId(), why.code(), why.text()));
    }

    private void open(Finding finding) {
        openings.add(new Change.Open(
                finding.violation().areaCode(),
                finding.violation().policyVersion(),
                CaseFindings.of(finding),
                released(finding)));
    }

    /** Returns why a case of two measurements no longer stands by itself; empty = it does. */
    static Optional<LostGround> lostGround(KnownCase known, Assessed assessed) {
        return assessed.lostGround(
                Pollutant.valueOf(known.violation().pollutant()),
                key(known.prior().passKey()),
                key(known.violation().passKey()));
    }

    private static String key(@Nullable String passKey) {
        return passKey == null ? "" : passKey;
    }
}
