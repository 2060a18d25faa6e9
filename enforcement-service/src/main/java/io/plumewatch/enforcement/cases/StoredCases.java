package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Judgement;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.cases.EnforcementCase.ReferralState;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.enforcement.facts.Timelines;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door of this module. */
@Component
class StoredCases implements Cases {

    private final CaseStore store;
    private final CaseWriter writer;
    private final OnRoadSightings sightings;
    private final Reconciler reconciler;
    private final Timelines timelines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredCases(
            CaseStore store,
            CaseWriter writer,
            OnRoadSightings sightings,
            Reconciler reconciler,
            Timelines timelines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.writer = writer;
        this.sightings = sightings;
        this.reconciler = reconciler;
        this.timelines = timelines;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Optional<EnforcementCase> find(String caseId) {
        return store.find(caseId).map(KnownCase::shown);
    }

    @Override
    public List<EnforcementCase> ofVehicle(long vehicleId) {
        return store.ofVehicle(vehicleId).stream()
                .map(KnownCase::shown)
                .sorted(Comparator.comparing(EnforcementCase::caseId).reversed())
                .toList();
    }

    @Override
    public List<Exceedance> exceedances(String passKey) {
        return timelines
                .pass(passKey)
                .map(PassFact::vehicleId)
                .flatMap(vehicleId -> reconciler.assess(vehicleId, clock.instant()))
                .map(assessed -> exceedances(assessed, passKey))
                .orElse(List.of());
    }

    private static List<Exceedance> exceedances(Assessed assessed, String passKey) {
        return assessed.exceedances(passKey).stream()
                .map(StoredCases::exceedance)
                .toList();
    }

    private static Exceedance exceedance(Judgement judgement) {
        return new Exceedance(
                judgement.pollutant().name(),
                judgement.measuredValue(),
                judgement.limitValue(),
                judgement.pollutant().unit(),
                judgement.limitVersion());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockMoved(String caseId, LockState lock) {
        writer.lock(caseId, lock, clock.instant());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void referralMoved(String caseId, ReferralState referral) {
        writer.referral(caseId, referral, clock.instant());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void evidenceDoubted(String caseId, String code) {
        store.find(caseId).filter(known -> known.confirmed() && !known.ended()).ifPresent(known -> {
            writer.journal(caseId, "EVIDENCE_DOUBTED", code, clock.instant());
            events.publishEvent(new CaseDoubted(known.shown(), code, clock.instant()));
        });
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void seenWhileOverdue(
            long vehicleId, String priorCaseId, String sightingKey, Instant seenAt, String areaCode) {
        sightings.seen(vehicleId, priorCaseId, sightingKey, seenAt, areaCode);
    }
}
