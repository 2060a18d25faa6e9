package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsAck;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes for the device list which units spoke, and how much of what they numbered came in. */
final class SignsOfLife {

    private final SeenDevices seen;
    private final @Nullable PassNumbers numbers;

    /**
     * Makes an observer.
     *
     * @param numbers null where the units' numbers say nothing
     */
    SignsOfLife(SeenDevices seen, @Nullable PassNumbers numbers) {
        this.seen = seen;
        this.numbers = numbers;
    }

    /** Notes a reading. A retained status or a last will speaks of the past, and is no sign of life. */
    void reading(ProjectedDevice device, Verdict verdict, Instant receivedAt) {
        LogEntry entry = Objects.requireNonNull(verdict.entry());
        if (entry.kind() != EntryKind.STATUS
                || entry.measuredAt() == null
                || !TimeRules.isLate(entry.measuredAt(), receivedAt)) {
            saw(device, verdict.sentAt(), receivedAt);
        }
    }

    void photo(ProjectedDevice device, Instant receivedAt) {
        saw(device, null, receivedAt);
    }

    /** Counts a pass that the log took, and what its number shows to be missing. */
    void counted(ProjectedDevice device, Verdict verdict, RsAck.Outcome outcome, Instant receivedAt) {
        if (numbers != null && verdict.sequence() != null && outcome == RsAck.Outcome.STORED) {
            boolean replayed = Objects.requireNonNull(verdict.entry()).replayed();
            long missing = numbers.missing(device.deviceNo(), verdict.sequence(), replayed);
            seen.count(device.deviceNo(), 1, missing, receivedAt);
        }
    }

    private void saw(ProjectedDevice device, @Nullable Instant sentAt, Instant receivedAt) {
        seen.saw(device.deviceNo(), device.areaCode(), Protocol.RS, Trust.ENROLLED, sentAt, receivedAt);
    }
}
