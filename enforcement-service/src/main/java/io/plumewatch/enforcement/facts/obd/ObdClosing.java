package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Closes days that no terminal's store reaches any more, a few vehicles a transaction. */
@Component
class ObdClosing {

    private static final Logger LOG = LoggerFactory.getLogger(ObdClosing.class);
    private static final int A_FEW = 100;

    private final ObdSlots slots;
    private final ObdDays days;
    private final ObdSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ObdClosing(ObdSlots slots, ObdDays days, ObdSettings settings, TransactionTemplate transaction, Clock clock) {
        this.slots = slots;
        this.days = days;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "15m", fixedDelayString = "1h")
    void close() {
        LocalDate today = Rulebook.lawDay(clock.instant());
        for (LocalDate day : slots.daysBefore(today.minusDays(settings.openDays()))) {
            while (closeAFew(day)) {
                LOG.debug("closed some vehicles' {}", day);
            }
            LOG.info("closed the OBD day {}", day);
        }
        days.forgetBefore(today.minusDays(settings.keepDays()));
    }

    private boolean closeAFew(LocalDate day) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<String> vins = slots.vinsOf(day, A_FEW);
            days.close(day, vins);
            return !vins.isEmpty();
        }));
    }
}
