package io.plumewatch.enforcement.blacklist;

import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.CaseDoubted;
import io.plumewatch.enforcement.cases.CaseReleased;
import io.plumewatch.enforcement.cases.CaseWithdrawn;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Locks follow cases, in the transaction of the case: both or neither. */
@Component
class CaseLocks {

    private static final String PLATFORM = "plumewatch";

    private final Locks locks;
    private final Cases cases;
    private final Clock clock;

    CaseLocks(Locks locks, Cases cases, Clock clock) {
        this.locks = locks;
        this.cases = cases;
        this.clock = clock;
    }

    @EventListener
    void on(CaseConfirmed event) {
        EnforcementCase confirmed = event.confirmed();
        locks.lock(new Locks.NewLock(
                confirmed.vehicleId(),
                confirmed.number(),
                confirmed.type(),
                confirmed.caseId(),
                confirmed.areaCode(),
                confirmed.rule(),
                null,
                Objects.requireNonNullElseGet(confirmed.confirmedAt(), clock::instant),
                PLATFORM,
                confirmed.repairDeadline()));
        cases.lockMoved(confirmed.caseId(), LockState.LOCKED);
    }

    @EventListener
    void on(CaseReleased event) {
        lift(event.released().caseId(), "RELEASED: inspection passed", event.at());
    }

    @EventListener
    void on(CaseWithdrawn event) {
        lift(event.withdrawn().caseId(), "WITHDRAWN: " + event.reason(), event.at());
    }

    @EventListener
    void on(CaseDoubted event) {
        lift(event.doubted().caseId(), "REJECTED by police: " + event.code(), event.at());
    }

    private void lift(String caseId, String reason, Instant at) {
        locks.openOfCase(caseId).ifPresent(entry -> {
            locks.lift(entry, PLATFORM, reason, at);
            cases.lockMoved(caseId, LockState.LIFTED);
        });
    }
}
