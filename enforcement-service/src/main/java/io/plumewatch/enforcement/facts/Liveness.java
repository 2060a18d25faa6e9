package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.LogEntry;
import java.time.Duration;
import java.time.Instant;

/** Tells what is happening now from what came late: only the former may alert a crew. */
record Liveness(Duration liveWithin) {

    boolean live(LogEntry entry, Instant measuredAt) {
        return !entry.replayed()
                && entry.clock() != ClockState.SUSPECT
                && entry.trust().bearsOnDecisions()
                && !late(entry, measuredAt);
    }

    boolean late(LogEntry entry, Instant measuredAt) {
        return measuredAt.plus(liveWithin).isBefore(entry.receivedAt());
    }
}
