package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Tells what is happening now from what came late, or comes to us late: only the former may alert a crew. After a
 * restored backup or a long outage the log brings readings that were received in time, hours ago.
 */
@Component
class Liveness {

    /** Where no more is known than the device: the policy that holds everywhere. */
    private static final String EVERYWHERE = "";

    private final Standards standards;
    private final Clock clock;

    Liveness(Standards standards, Clock clock) {
        this.standards = standards;
        this.clock = clock;
    }

    /** Whether it is happening now, by the policy of the area. */
    boolean live(LogEntry entry, Instant measuredAt, String areaCode) {
        Duration within = within(measuredAt, areaCode);
        return !entry.replayed()
                && entry.clock() != ClockState.SUSPECT
                && entry.trust().bearsOnDecisions()
                && !late(measuredAt, entry.receivedAt(), within)
                && !late(entry.receivedAt(), clock.instant(), within);
    }

    /** Whether the gateway received it too late to be live. */
    boolean late(LogEntry entry, Instant measuredAt) {
        return late(measuredAt, entry.receivedAt(), within(measuredAt, EVERYWHERE));
    }

    private static boolean late(Instant from, Instant to, Duration within) {
        return from.plus(within).isBefore(to);
    }

    private Duration within(Instant measuredAt, String areaCode) {
        return Duration.ofSeconds(standards
                .rulebook()
                .policyFor(areaCode, Rulebook.lawDay(measuredAt))
                .liveWithinSeconds());
    }
}
