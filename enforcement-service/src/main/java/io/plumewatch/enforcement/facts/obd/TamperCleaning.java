package io.plumewatch.enforcement.facts.obd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes alarms of tampering that have been kept as long as settings say, and of a terminal that never stops repeating
 * itself all but the last ones.
 */
@Component
class TamperCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(TamperCleaning.class);
    private static final int A_FEW = 5_000;

    private final TamperAlarms alarms;
    private final ObdSettings settings;
    private final Clock clock;

    TamperCleaning(TamperAlarms alarms, ObdSettings settings, Clock clock) {
        this.alarms = alarms;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "25m", fixedDelayString = "1h")
    void clean() {
        Instant before = clock.instant().minus(Duration.ofDays(settings.keepTamperDays()));
        long deleted = repeat(() -> alarms.forgetBefore(before, A_FEW));
        for (String vin : alarms.withMoreThan(settings.mostTampers())) {
            deleted += repeat(() -> alarms.forgetBeyondTheLast(settings.mostTampers(), vin, A_FEW));
        }
        if (deleted > 0) {
            LOG.info("deleted {} alarms of tampering, those from before {} among them", deleted, before);
        }
    }

    private static long repeat(IntSupplier deletion) {
        long deleted = 0;
        int few;
        do {
            few = deletion.getAsInt();
            deleted += few;
        } while (few == A_FEW);
        return deleted;
    }
}
