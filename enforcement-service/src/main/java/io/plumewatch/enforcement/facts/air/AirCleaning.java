package io.plumewatch.enforcement.facts.air;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes readings that have been kept as long as settings say. */
@Component
class AirCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(AirCleaning.class);
    private static final int A_FEW = 5_000;

    private final AirReadings readings;
    private final AirSettings settings;
    private final Clock clock;

    AirCleaning(AirReadings readings, AirSettings settings, Clock clock) {
        this.readings = readings;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "20m", fixedDelayString = "1h")
    void clean() {
        for (Period period : Period.values()) {
            Instant before = clock.instant().minus(Duration.ofDays(settings.keepDays(period)));
            long deleted = 0;
            int few;
            do {
                few = readings.forget(period, before, A_FEW);
                deleted += few;
            } while (few == A_FEW);
            if (deleted > 0) {
                LOG.info("deleted {} air readings of {} from before {}", deleted, period, before);
            }
        }
    }
}
