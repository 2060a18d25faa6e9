package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Presence;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding.Part;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Opens a case when a locked vehicle is still driven after its repair deadline, where policy says so.
 *
 * <p>Only a pass at a site opens one: it is a fact that is judged again with every other, and it has the images without
 * which nobody may confirm. Of a camera's or gate's sighting nothing is kept but the alert; a case that rests on it
 * could never be confirmed, and would bar the one that could.
 */
@Component
class OnRoadSightings {

    private final Vehicles vehicles;
    private final Timelines timelines;
    private final Standards standards;
    private final CaseStore store;
    private final CaseWriter writer;
    private final Reconciler reconciler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OnRoadSightings(
            Vehicles vehicles,
            Timelines timelines,
            Standards standards,
            CaseStore store,
            CaseWriter writer,
            Reconciler reconciler,
            ApplicationEventPublisher events,
            Clock clock) {
        this.vehicles = vehicles;
        this.timelines = timelines;
        this.standards = standards;
        this.store = store;
        this.writer = writer;
        this.reconciler = reconciler;
        this.events = events;
        this.clock = clock;
    }

    void seen(long vehicleId, String priorCaseId, String sightingKey, Instant seenAt, String areaCode) {
        Policy policy = standards.rulebook().policyFor(areaCode, Rulebook.lawDay(seenAt));
        if (!policy.newCaseWhenOverdueSeen() || !hasImages(sightingKey, policy)) {
            return;
        }
        vehicles.lock(List.of(vehicleId));
        if (!proven(vehicleId, sightingKey)) {
            return;
        }
        List<KnownCase> known = store.ofVehicle(vehicleId);
        known.stream()
                .filter(each -> each.caseId().equals(priorCaseId) && overdue(each, seenAt))
                .filter(each -> sameHolder(each, seenAt))
                .filter(each -> known.stream().noneMatch(other -> bars(other, seenAt, policy)))
                .findFirst()
                .ifPresent(prior -> open(prior, policy, sightingKey, seenAt, areaCode));
    }

    /** As many as policy asks for; they may still be on their way. */
    private boolean hasImages(String passKey, Policy policy) {
        return timelines
                .pass(passKey)
                .filter(pass -> Evidence.namedPhotos(pass) >= policy.minimumPhotos())
                .isPresent();
    }

    /** Whether the pass is this vehicle's and free of doubt; a clone's victim has let no deadline pass. */
    private boolean proven(long vehicleId, String passKey) {
        return reconciler
                .assess(vehicleId, clock.instant())
                .flatMap(assessed -> assessed.presence(passKey))
                .filter(Presence::proven)
                .isPresent();
    }

    private static boolean overdue(KnownCase prior, Instant seenAt) {
        Instant deadline = prior.shown().repairDeadline();
        return prior.state() == CaseState.CONFIRMED && deadline != null && deadline.isBefore(seenAt);
    }

    /** Who got the vehicle later has let no deadline pass. */
    private boolean sameHolder(KnownCase prior, Instant seenAt) {
        return vehicles.runBreaks(prior.shown().vehicleId()).stream()
                .noneMatch(at -> at.isAfter(prior.violation().measuredAt()) && !at.isAfter(seenAt));
    }

    /** One act is not referred twice: not while a case of this rule is open, nor within the gap of any earlier one. */
    private static boolean bars(KnownCase other, Instant seenAt, Policy policy) {
        if (!other.is(Rules.BLACKLISTED_ON_ROAD)) {
            return false;
        }
        boolean open = other.state() == CaseState.UNDER_REVIEW || other.state() == CaseState.CONFIRMED;
        Duration apart =
                Duration.between(other.violation().measuredAt(), seenAt).abs();
        return open || apart.compareTo(Duration.ofHours(policy.minimumGapHours())) < 0;
    }

    private void open(KnownCase prior, Policy policy, String passKey, Instant seenAt, String areaCode) {
        CaseFinding proven = prior.violation();
        Change.Open open = new Change.Open(
                areaCode,
                policy.version(),
                List.of(
                        as(Part.PRIOR, proven, proven.passKey(), proven.measuredAt()),
                        as(Part.VIOLATION, proven, passKey, CaseFindings.stored(seenAt))),
                null);
        writer.open(
                        prior.shown().vehicleId(),
                        Rules.BLACKLISTED_ON_ROAD,
                        open,
                        passKey,
                        prior.caseId(),
                        clock.instant())
                .flatMap(store::find)
                .ifPresent(opened -> events.publishEvent(new CaseOpened(opened.shown())));
    }

    private static CaseFinding as(Part part, CaseFinding proven, @Nullable String passKey, Instant at) {
        return new CaseFinding(
                part,
                passKey,
                at,
                proven.pollutant(),
                proven.measuredValue(),
                proven.limitValue(),
                proven.unit(),
                proven.limitVersion());
    }
}
