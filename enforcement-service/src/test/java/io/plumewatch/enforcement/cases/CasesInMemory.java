package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.cases.EnforcementCase.ReferralState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One vehicle's cases without a database; refuses what the database's index would refuse. */
final class CasesInMemory {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private final List<KnownCase> cases = new ArrayList<>();

    List<Change> reconcile(Assessed assessed) {
        List<Change> changes = Reconciliation.plan(cases, assessed);
        for (Change change : changes) {
            apply(change);
            requireOneOpen();
        }
        return changes;
    }

    List<KnownCase> all() {
        return List.copyOf(cases);
    }

    KnownCase only() {
        List<KnownCase> living = cases.stream().filter(each -> !each.ended()).toList();
        if (living.size() != 1) {
            throw new AssertionError("not one living case: " + cases);
        }
        return living.get(0);
    }

    void confirm(KnownCase known) {
        put(state(known, CaseState.CONFIRMED, NOW, null, known.shown().findings(), 1));
    }

    /** A case of a vehicle seen on the road after the deadline of another. */
    KnownCase seenOnRoad(KnownCase prior, Instant seenAt, String passKey) {
        CaseFinding proven = prior.violation();
        CaseFinding seen = new CaseFinding(
                CaseFinding.Part.VIOLATION, passKey, seenAt, proven.pollutant(), 34.1, 30, "%", proven.limitVersion());
        KnownCase known = known(
                cases.size() + 1, Rules.BLACKLISTED_ON_ROAD, CaseState.UNDER_REVIEW, List.of(seen), prior.caseId());
        cases.add(known);
        return known;
    }

    /** What stands, in words that two simulations can compare. */
    Set<String> living() {
        return cases.stream()
                .filter(each -> !each.ended())
                .map(each -> each.shown().rule() + " " + each.state() + " since " + each.closedAt() + " "
                        + each.shown().findings())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void apply(Change change) {
        if (change instanceof Change.Open open) {
            KnownCase opened =
                    known(cases.size() + 1, Rules.TWO_CONSECUTIVE, CaseState.UNDER_REVIEW, open.findings(), null);
            CaseState state = open.releasedAt() == null ? CaseState.UNDER_REVIEW : CaseState.RELEASED;
            cases.add(state(opened, state, null, open.releasedAt(), open.findings(), 0));
        } else if (change instanceof Change.Reground reground) {
            KnownCase known = find(reground.caseId());
            put(state(known, known.state(), null, known.closedAt(), reground.findings(), 1));
        } else if (change instanceof Change.Rejoin rejoin) {
            KnownCase known = find(rejoin.caseId());
            put(state(known, known.state(), known.shown().confirmedAt(), known.closedAt(), rejoin.findings(), 0));
        } else if (change instanceof Change.Release release) {
            end(release.caseId(), CaseState.RELEASED, release.at());
        } else if (change instanceof Change.Reopen reopen) {
            KnownCase known = find(reopen.caseId());
            put(state(known, CaseState.UNDER_REVIEW, null, null, known.shown().findings(), 0));
        } else if (change instanceof Change.Dismiss dismiss) {
            end(dismiss.caseId(), CaseState.DISMISSED, NOW);
        } else if (change instanceof Change.Withdraw withdraw) {
            end(withdraw.caseId(), CaseState.WITHDRAWN, NOW);
        }
    }

    private void end(String caseId, CaseState state, Instant at) {
        KnownCase known = find(caseId);
        put(state(known, state, known.shown().confirmedAt(), at, known.shown().findings(), 0));
    }

    private void requireOneOpen() {
        long open = cases.stream()
                .filter(each -> each.is(Rules.TWO_CONSECUTIVE))
                .filter(each -> each.state() == CaseState.UNDER_REVIEW || each.state() == CaseState.CONFIRMED)
                .count();
        if (open > 1) {
            throw new AssertionError("two open cases of one rule: " + cases);
        }
    }

    private KnownCase find(String caseId) {
        return cases.stream()
                .filter(each -> each.caseId().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    private void put(KnownCase known) {
        cases.replaceAll(each -> each.caseId().equals(known.caseId()) ? known : each);
    }

    private static KnownCase known(
            int number, String rule, CaseState state, List<CaseFinding> findings, @Nullable String priorCaseId) {
        EnforcementCase shown = new EnforcementCase(
                "C" + number,
                1,
                1,
                "豫H12345",
                "01",
                rule,
                "410800",
                state,
                LockState.NONE,
                ReferralState.NONE,
                NOW,
                null,
                null,
                findings,
                List.of());
        return new KnownCase(shown, "DEFAULT-1", priorCaseId, null, null, null);
    }

    private static KnownCase state(
            KnownCase known,
            CaseState state,
            @Nullable Instant confirmedAt,
            @Nullable Instant closedAt,
            List<CaseFinding> findings,
            int steps) {
        EnforcementCase was = known.shown();
        EnforcementCase shown = new EnforcementCase(
                was.caseId(),
                was.version() + steps,
                was.vehicleId(),
                was.number(),
                was.type(),
                was.rule(),
                was.areaCode(),
                state,
                was.lock(),
                was.referral(),
                was.openedAt(),
                confirmedAt,
                was.repairDeadline(),
                findings,
                was.reviews());
        return new KnownCase(shown, known.policyVersion(), known.priorCaseId(), closedAt, null, null);
    }
}
