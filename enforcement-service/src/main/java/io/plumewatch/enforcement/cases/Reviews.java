package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseReview;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.cases.ReviewRequest.Decision;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes officers' decisions, under the vehicle's row lock and on what is known at that moment: the vehicle is assessed
 * anew first, so nobody confirms what a fact of a second ago has dissolved.
 */
@Component
class Reviews {

    private static final String DISMISSED_BY_OFFICER = "DISMISSED_BY_OFFICER";

    private final CaseStore store;
    private final CaseWriter writer;
    private final CaseViews views;
    private final Reconciler reconciler;
    private final Vehicles vehicles;
    private final Timelines timelines;
    private final Standards standards;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reviews(
            CaseStore store,
            CaseWriter writer,
            CaseViews views,
            Reconciler reconciler,
            Vehicles vehicles,
            Timelines timelines,
            Standards standards,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.views = views;
        this.reconciler = reconciler;
        this.vehicles = vehicles;
        this.timelines = timelines;
        this.standards = standards;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Assesses the vehicle anew, in a transaction of its own: a decision that is then refused as stale rolls back, and
     * the officer who reads the case again must find what it was refused for.
     *
     * @return whether the case changed by it, so that the officer has read what no longer holds
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean bringUpToDate(Caller officer, String caseId) {
        KnownCase seen = visible(officer, caseId);
        vehicles.lock(List.of(seen.shown().vehicleId()));
        int before = known(caseId).shown().version();
        reconciler.reconcile(seen.shown().vehicleId(), clock.instant());
        return known(caseId).shown().version() != before;
    }

    /**
     * Records one decision; the last confirmation confirms the case, a dismissal ends it at once. One more officer may
     * dismiss what was confirmed: then the case is withdrawn, with its lock and referral.
     *
     * @param changed what {@link #bringUpToDate} said just before
     */
    @Transactional
    public void review(Caller officer, String caseId, ReviewRequest request, boolean changed) {
        KnownCase seen = visible(officer, caseId);
        vehicles.lock(List.of(seen.shown().vehicleId()));
        Instant now = clock.instant();
        int before = known(caseId).shown().version();
        reconciler.reconcile(seen.shown().vehicleId(), now);
        KnownCase known = known(caseId);
        requireOpen(known, request.decision());
        requireVersion(known, request, changed || known.shown().version() != before);
        requireOtherPerson(known, officer);
        Policy policy = CaseViews.policy(known, standards.rulebook());
        CaseReview review =
                new CaseReview(officer.person(), request.decision() == Decision.CONFIRM, request.reason(), now);
        if (review.confirm()) {
            confirm(known, review, policy);
        } else {
            dismiss(known, review, policy, request.rejectedPassIds());
        }
    }

    /** Returns a case in the caller's areas. */
    KnownCase visible(Caller caller, String caseId) {
        return store.find(caseId)
                .filter(known -> caller.areas().cover(known.shown().areaCode()))
                .orElseThrow(() -> Refusal.notFound("no case " + caseId + " in your areas"));
    }

    private KnownCase known(String caseId) {
        return store.find(caseId).orElseThrow(() -> new IllegalStateException("case " + caseId + " is gone"));
    }

    private static void requireOpen(KnownCase known, Decision decision) {
        boolean takenBack = decision == Decision.DISMISS && known.confirmed() && !known.ended();
        if (known.state() != CaseState.UNDER_REVIEW && !takenBack) {
            throw Refusal.conflict(
                    "ILLEGAL_MOVE",
                    "a case that is " + known.state() + " takes no review",
                    CaseViews.nextActions(known, ""));
        }
    }

    private static void requireVersion(KnownCase known, ReviewRequest request, boolean changed) {
        int version = known.shown().version();
        if (changed || (request.version() != null && request.version() != version)) {
            throw Refusal.conflict(
                    "STALE_VERSION",
                    "the case is at version " + version + "; read it again and decide on what it says now");
        }
    }

    private static void requireOtherPerson(KnownCase known, Caller officer) {
        if (known.shown().reviews().stream().anyMatch(review -> review.officer().equals(officer.person()))) {
            throw Refusal.conflict(
                    "SAME_REVIEWER",
                    "you have decided on this case already; another person must decide next",
                    CaseViews.nextActions(known, officer.person()));
        }
    }

    private void confirm(KnownCase known, CaseReview review, Policy policy) {
        long confirmations =
                1 + known.shown().reviews().stream().filter(CaseReview::confirm).count();
        boolean last = confirmations >= policy.reviewers();
        if (last) {
            requireSettled(known, policy, review.at());
            requireEvidence(known, policy);
        }
        writer.review(known.caseId(), review, policy.version());
        if (last) {
            writer.confirm(known.caseId(), review.at(), repairDeadline(review.at(), policy), policy.version());
            events.publishEvent(new CaseConfirmed(reconciler.shown(known.caseId())));
        }
    }

    private static void requireSettled(KnownCase known, Policy policy, Instant now) {
        Instant settlesAt = CaseViews.settlesAt(known, policy);
        if (now.isBefore(settlesAt)) {
            throw Refusal.conflict(
                    "NOT_SETTLED",
                    "late facts may still come in; confirm at or after "
                            + settlesAt.atZone(Rulebook.LAW_ZONE).toOffsetDateTime());
        }
    }

    private void requireEvidence(KnownCase known, Policy policy) {
        List<String> missing = Evidence.missing(known, views.passes(List.of(known)), policy);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("EVIDENCE_MISSING", String.join("; ", missing));
        }
    }

    /** The last moment of the last day. */
    private static Instant repairDeadline(Instant confirmedAt, Policy policy) {
        return Rulebook.lawDay(confirmedAt)
                .plusDays(policy.repairDays() + 1L)
                .atStartOfDay(Rulebook.LAW_ZONE)
                .toInstant();
    }

    private void dismiss(KnownCase known, CaseReview review, Policy policy, List<String> rejectedPassIds) {
        Set<String> rejected = rejected(known, rejectedPassIds);
        writer.review(known.caseId(), review, policy.version());
        if (known.confirmed()) {
            reconciler.withdraw(known.caseId(), DISMISSED_BY_OFFICER, review.reason(), review.at());
        } else {
            writer.close(
                    known.caseId(),
                    CaseState.DISMISSED,
                    DISMISSED_BY_OFFICER,
                    review.reason(),
                    review.at(),
                    review.at());
        }
        if (!rejected.isEmpty()) {
            timelines.reject(rejected, review.officer(), review.reason());
        }
        reconciler.reconcile(known.shown().vehicleId(), review.at());
    }

    /**
     * Returns the keys of the rejected passes. At least one must be a measurement that the case rests on, else its
     * finding would stand and open the next case at once; when none is named, all that it rests on are meant.
     */
    private Set<String> rejected(KnownCase known, List<String> passIds) {
        Set<String> grounds = keys(own(known));
        if (passIds.isEmpty() || grounds.isEmpty()) {
            return grounds;
        }
        Set<String> named = keys(Stream.concat(own(known), known.parts(Part.JOINED).stream())).stream()
                .filter(key -> passIds.contains(key) || passIds.contains(key.substring(key.indexOf('/') + 1)))
                .collect(Collectors.toSet());
        boolean allKnown = passIds.stream()
                .allMatch(id -> named.stream().anyMatch(key -> key.equals(id) || key.endsWith("/" + id)));
        if (!allKnown || named.stream().noneMatch(grounds::contains)) {
            throw Refusal.badRequest(
                    "INVALID_INPUT",
                    "rejectedPassIds",
                    "must name passes of this case, at least one of the two that it rests on");
        }
        return named;
    }

    /** What the case itself rests on; a prior measurement that another case has proven is not its to reject. */
    private static Stream<CaseFinding> own(KnownCase known) {
        return known.is(Rules.BLACKLISTED_ON_ROAD) ? known.parts(Part.VIOLATION).stream() : known.grounds().stream();
    }

    private static Set<String> keys(Stream<CaseFinding> findings) {
        return findings.map(CaseFinding::passKey).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
