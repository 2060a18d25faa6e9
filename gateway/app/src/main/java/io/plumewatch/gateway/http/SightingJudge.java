package io.plumewatch.gateway.http;

import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.sighting.Sighting;
import io.plumewatch.wire.sighting.SightingJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Decides about one sighting of a device whose secret was right. */
@Component
final class SightingJudge {

    private final String gatewayId;

    SightingJudge(@Value("${plumewatch.gateway.id}") String gatewayId) {
        this.gatewayId = gatewayId;
    }

    /**
     * What came of one item: either a refusal, or an entry.
     *
     * @param plateNumber decides the partition
     */
    record Verdict(@Nullable Refusal refusal, @Nullable LogEntry entry, String plateNumber, String contentHash) {

        static Verdict refused(Refusal refusal) {
            return new Verdict(refusal, null, "", "");
        }
    }

    Verdict judge(ProjectedDevice device, byte[] item, Instant receivedAt) {
        Decoded<Sighting> decoded = SightingJson.one(item);
        return decoded instanceof Decoded.Ok<Sighting> ok
                ? judge(device, ok.value(), item, receivedAt)
                : Verdict.refused(Refusal.of((Decoded.Bad<?>) decoded));
    }

    private Verdict judge(ProjectedDevice device, Sighting sighting, byte[] item, Instant receivedAt) {
        Instant seenAt = sighting.seenAt().toInstant();
        return TimeRules.refusal("seenAt", seenAt, receivedAt)
                .map(Verdict::refused)
                .orElseGet(() -> new Verdict(
                        null,
                        entry(device, sighting, seenAt, item, receivedAt),
                        LicensePlate.normalise(sighting.plate().number()),
                        Hashes.sha256(item)));
    }

    /** A sighting says only when the plate was seen: a late one may come from a store or from a wrong clock. */
    private LogEntry entry(ProjectedDevice device, Sighting sighting, Instant seenAt, byte[] item, Instant receivedAt) {
        return new LogEntry(
                EntryKind.SIGHTING,
                device.deviceNo(),
                Trust.ENROLLED,
                TimeRules.isLate(seenAt, receivedAt) ? ClockState.UNKNOWN : ClockState.GOOD,
                seenAt,
                receivedAt,
                false,
                device.deviceNo() + "/" + sighting.sightingId(),
                gatewayId,
                item);
    }
}
