package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.ObdPolicy;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.Diagnostics;
import io.plumewatch.wire.obd.IdentifiedBlock;
import io.plumewatch.wire.obd.Measurements;
import io.plumewatch.wire.obd.ObdBlocks;
import io.plumewatch.wire.obd.ObdField;
import io.plumewatch.wire.obd.ObdMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one packet shows, second by second. A function of the log entry and the policy alone, so that reading the log
 * again shows the same.
 */
record Packet(LogEntry entry, ObdMessage message, ObdPolicy policy) {

    /** As the gateway allows for clocks that run ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    List<Observation> observations() {
        if (message instanceof ObdMessage.Login login) {
            return event(login.time(), Mark.LOGIN);
        }
        if (message instanceof ObdMessage.Logout logout) {
            return event(logout.time(), Mark.LOGOUT);
        }
        if (message instanceof ObdMessage.Opaque opaque && opaque.reason() == ObdMessage.Opaque.Reason.ENCRYPTED) {
            return List.of(Observation.event(entry.device(), entry.receivedAt(), Mark.ENCRYPTED));
        }
        var observations = new ArrayList<Observation>();
        for (IdentifiedBlock block : ObdBlocks.of(entry.device(), message)) {
            Instant at = block.blockTime();
            if (at != null && acceptable(at)) {
                observations.add(observation(block, at));
            }
        }
        return observations;
    }

    private List<Observation> event(@Nullable OffsetDateTime time, int mark) {
        Instant at = time == null ? entry.receivedAt() : time.toInstant();
        return acceptable(at) ? List.of(Observation.event(entry.device(), at, mark)) : List.of();
    }

    /** Terminals keep a week; whatever claims to be older, or of tomorrow, has a wrong clock. */
    private boolean acceptable(Instant at) {
        return !at.isBefore(entry.receivedAt().minus(Duration.ofDays(policy.acceptedDays())))
                && !at.isAfter(entry.receivedAt().plus(AHEAD));
    }

    private Observation observation(IdentifiedBlock block, Instant at) {
        int serial = Objects.requireNonNullElse(block.serial(), -1);
        if (!isStream(block)) {
            // Type 0x01 holds the diagnostics; the other types add to the stream block of their second.
            int marks = block.type() == Diagnostics.TYPE ? Mark.DIAGNOSTICS : 0;
            return Observation.block(entry.device(), at, marks, 0, serial);
        }
        int marks = Mark.STREAM | SignatureMark.of(entry);
        marks |= block.supplementary() ? 0 : Mark.LIVE;
        marks |= entry.trust().bearsOnDecisions() ? Mark.TRUSTED : 0;
        marks |= at.plusSeconds(policy.lateSeconds()).isBefore(entry.receivedAt()) ? 0 : Mark.PUNCTUAL;
        int hash = Integer.parseInt(block.bodySha256(), 0, 2, 16) ^ block.type();
        return Observation.block(entry.device(), at, marks, hash, serial);
    }

    private static boolean isStream(IdentifiedBlock block) {
        return block.content() instanceof Measurements measurements
                && measurements.type().fields().contains(ObdField.SPEED);
    }
}
