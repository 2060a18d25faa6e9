package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.registry.Vehicles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What time alone changes: graces that end, repair deadlines that pass. Every instance may run it: the first one that
 * comes to a vehicle or a case does the work, the next finds nothing left to do.
 */
@Component
class DueWork {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);

    private static final int BATCH = 200;

    private static final String OVERDUE = """
            with due as (
                select case_id from enforcement_case
                where lock = 'LOCKED' and repair_deadline <= :now
                order by repair_deadline
                limit :limit
                for update skip locked)
            update enforcement_case set lock = 'OVERDUE' from due
            where enforcement_case.case_id = due.case_id
            returning enforcement_case.case_id
            """;

    private final DueReassessments due;
    private final Reconciler reconciler;
    private final Vehicles vehicles;
    private final CaseWriter writer;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DueWork(
            DueReassessments due,
            Reconciler reconciler,
            Vehicles vehicles,
            CaseWriter writer,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.due = due;
        this.reconciler = reconciler;
        this.vehicles = vehicles;
        this.writer = writer;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${plumewatch.cases.due-every:PT30S}")
    void run() {
        reassess(clock.instant());
        markOverdue(clock.instant());
    }

    /** Each vehicle in a transaction of its own, its row first, as everywhere. */
    void reassess(Instant now) {
        for (long vehicleId : due.due(now, BATCH)) {
            try {
                transaction.executeWithoutResult(status -> {
                    vehicles.lock(List.of(vehicleId));
                    reconciler.reconcile(vehicleId, now);
                });
            } catch (RuntimeException e) {
                log.error("vehicle {} was not assessed anew, will be tried again", vehicleId, e);
            }
        }
    }

    void markOverdue(Instant now) {
        transaction.executeWithoutResult(status -> jdbc.sql(OVERDUE)
                .param("now", CaseStore.parameter(now))
                .param("limit", BATCH)
                .query(String.class)
                .list()
                .forEach(caseId -> writer.journal(caseId, "LOCK_OVERDUE", "the repair deadline has passed", now)));
    }
}
