package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns the JSON readings of a unit that the registry knows into entries of the log, or says why not. */
final class RsReadings {

    private static final String MOBILE = "RS_MOBILE";

    private final ReadingLog log;
    private final TimeRules times;
    private final RecentlyStored recent;
    private final Counters counters;
    private final String gatewayId;

    RsReadings(ReadingLog log, TimeRules times, RecentlyStored recent, Counters counters, String gatewayId) {
        this.log = log;
        this.times = times;
        this.recent = recent;
        this.counters = counters;
        this.gatewayId = gatewayId;
    }

    Verdict judge(ProjectedDevice device, RsMessage message) {
        String channel = message.topic().channel();
        return switch (channel) {
            case "pass" -> judged(RsJson.pass(message.payload()), pass -> pass(device, message, pass));
            case "calibration" ->
                judged(RsJson.calibration(message.payload()), calibration -> calibration(device, message, calibration));
            default -> judged(RsJson.status(message.payload()), status -> status(device, message, status));
        };
    }

    /** Appends the entry of a verdict, unless the log took the same content under the same key lately. */
    CompletableFuture<RsAck.Outcome> store(Verdict verdict) {
        LogEntry entry = java.util.Objects.requireNonNull(verdict.entry());
        String key = entry.kind() + "/" + entry.key();
        if (recent.has(key, verdict.contentHash())) {
            return CompletableFuture.completedFuture(RsAck.Outcome.DUPLICATE);
        }
        if (entry.kind() == EntryKind.STATUS && !log.writable(EntryKind.STATUS)) {
            // Retained and repeated by the unit, and nobody waits for an answer: it must not hold up evidence.
            counters.event(Protocol.RS, "status_dropped");
            return CompletableFuture.completedFuture(RsAck.Outcome.STORED);
        }
        return log.append(entry).thenApply(stored -> {
            recent.stored(key, verdict.contentHash());
            return RsAck.Outcome.STORED;
        });
    }

    private Verdict pass(ProjectedDevice device, RsMessage message, RsPass pass) {
        if (device.kind().equals(MOBILE) && pass.position() == null) {
            return Verdict.refused(
                    new Refusal(Reason.MISSING_FIELD, "position", "longitude and latitude of a mobile unit"));
        }
        Instant measuredAt = pass.measuredAt().toInstant();
        Instant sentAt = instant(pass.sentAt());
        return TimeRules.refusal("measuredAt", measuredAt, message.receivedAt())
                .map(Verdict::refused)
                .orElseGet(() -> Verdict.taken(
                        entry(
                                EntryKind.PASS,
                                device,
                                times.clock(measuredAt, sentAt, pass.replayed(), message.receivedAt()),
                                measuredAt,
                                pass.replayed(),
                                pass.passId(),
                                message),
                        pass.passId(),
                        RsJson.contentHash(message.payload()),
                        sentAt,
                        pass.sequence()));
    }

    private Verdict calibration(ProjectedDevice device, RsMessage message, RsCalibration calibration) {
        Instant performedAt = calibration.performedAt().toInstant();
        return unclocked(
                "performedAt", EntryKind.CALIBRATION, device, performedAt, calibration.calibrationId(), message);
    }

    private Verdict status(ProjectedDevice device, RsMessage message, RsStatus status) {
        Instant at = status.at().toInstant();
        return unclocked("at", EntryKind.STATUS, device, at, at.toString(), message);
    }

    /** Judges a reading that may be as late as it likes: its lateness says nothing about the clock. */
    private Verdict unclocked(
            String field, EntryKind kind, ProjectedDevice device, Instant at, String id, RsMessage message) {
        return TimeRules.refusal(field, at, message.receivedAt())
                .map(Verdict::refused)
                .orElseGet(() -> Verdict.taken(
                        entry(kind, device, ClockState.UNKNOWN, at, false, id, message),
                        id,
                        Hashes.sha256(message.payload()),
                        null,
                        null));
    }

    private LogEntry entry(
            EntryKind kind,
            ProjectedDevice device,
            ClockState clock,
            Instant measuredAt,
            boolean replayed,
            String id,
            RsMessage message) {
        return new LogEntry(
                kind,
                device.deviceNo(),
                Trust.ENROLLED,
                clock,
                measuredAt,
                message.receivedAt(),
                replayed,
                device.deviceNo() + "/" + id,
                gatewayId,
                message.payload());
    }

    private static <T> Verdict judged(Decoded<T> decoded, java.util.function.Function<T, Verdict> rules) {
        return decoded instanceof Decoded.Ok<T> ok
                ? rules.apply(ok.value())
                : Verdict.refused(Refusal.of((Decoded.Bad<?>) decoded));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
