package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.assessment.Assessed;
import io.plumewatch.enforcement.assessment.Assessment;
import io.plumewatch.enforcement.cases.EnforcementCase.CaseState;
import io.plumewatch.enforcement.facts.TimelineChanged;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.standards.Standards;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Assesses a vehicle anew and brings its cases in line, in the caller's transaction and under the vehicle's lock. */
@Component
class Reconciler {

    private final Timelines timelines;
    private final Standards standards;
    private final CaseStore store;
    private final CaseWriter writer;
    private final DueReassessments due;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reconciler(
            Timelines timelines,
            Standards standards,
            CaseStore store,
            CaseWriter writer,
            DueReassessments due,
            ApplicationEventPublisher events,
            Clock clock) {
        this.timelines = timelines;
        this.standards = standards;
        this.store = store;
        this.writer = writer;
        this.due = due;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(TimelineChanged changed) {
        reconcile(changed.vehicleId(), clock.instant());
    }

    /** The caller holds the vehicle's row lock. */
    void reconcile(long vehicleId, Instant now) {
        assess(vehicleId, now).ifPresent(assessed -> {
            for (Change change : Reconciliation.plan(store.ofVehicle(vehicleId), assessed)) {
                apply(change, vehicleId, now);
            }
            due.schedule(vehicleId, assessed.nextChange());
        });
    }

    /** Returns what the vehicle's facts come to; empty when there is no such vehicle. */
    Optional<Assessed> assess(long vehicleId, Instant asOf) {
        return timelines
                .of(vehicleId)
                .map(timeline -> Assessment.assess(VehicleFactsOf.timeline(timeline), standards.rulebook(), asOf));
    }

    private void apply(Change change, long vehicleId, Instant now) {
        if (change instanceof Change.Open open) {
            open(open, vehicleId, now);
        } else if (change instanceof Change.Reground reground) {
            writer.reground(reground, now);
        } else if (change instanceof Change.Rejoin rejoin) {
            writer.replaceFindings(rejoin.caseId(), rejoin.findings());
        } else if (change instanceof Change.Release release) {
            release(release.caseId(), release.at(), now);
        } else if (change instanceof Change.Reopen reopen) {
            writer.reopen(reopen.caseId(), now);
        } else if (change instanceof Change.Dismiss dismiss) {
            writer.close(dismiss.caseId(), CaseState.DISMISSED, dismiss.code(), dismiss.reason(), now, now);
        } else if (change instanceof Change.Withdraw withdraw) {
            withdraw(withdraw.caseId(), withdraw.code(), withdraw.reason(), now);
        } else {
            throw new IllegalStateException("no way to apply " + change);
        }
    }

    /** Takes back what officers confirmed, and with it its lock and referral. */
    void withdraw(String caseId, String code, String reason, Instant now) {
        writer.close(caseId, CaseState.WITHDRAWN, code, reason, now, now);
        events.publishEvent(new CaseWithdrawn(shown(caseId), code, reason, now));
    }

    private void open(Change.Open open, long vehicleId, Instant now) {
        String caseId = writer.open(vehicleId, Rules.TWO_CONSECUTIVE, open, null, null, now)
                .orElseThrow(() -> new IllegalStateException(
                        "vehicle " + vehicleId + " has an open case that its findings do not explain"));
        events.publishEvent(new CaseOpened(shown(caseId)));
    }

    private void release(String caseId, Instant releasedAt, Instant now) {
        writer.close(
                caseId, CaseState.RELEASED, CaseWriter.INSPECTION_PASSED, "passed at " + releasedAt, releasedAt, now);
        EnforcementCase released = shown(caseId);
        if (released.confirmedAt() != null) {
            events.publishEvent(new CaseReleased(released, now));
        }
    }

    EnforcementCase shown(String caseId) {
        return store.find(caseId)
                .orElseThrow(() -> new IllegalStateException("case " + caseId + " is gone"))
                .shown();
    }
}
