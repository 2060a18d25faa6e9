package io.plumewatch.enforcement.alerts;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes alerts that nobody closed in time: the truck has long gone by. */
@Component
class AlertExpiry {

    private static final int BATCH = 100;

    private final Alerts alerts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    AlertExpiry(Alerts alerts, TransactionTemplate transactions, Clock clock) {
        this.alerts = alerts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S")
    void closeExpired() {
        int closed = BATCH;
        while (closed == BATCH) {
            Integer count = transactions.execute(status -> alerts.closeExpired(clock.instant(), BATCH));
            closed = count == null ? 0 : count;
        }
    }
}
