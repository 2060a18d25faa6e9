package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.wire.json.Decoded;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.national.CodeMap;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.national.NationalCheck;
import io.plumewatch.wire.national.NationalJson;
import io.plumewatch.wire.national.NationalPass;
import io.plumewatch.wire.national.NationalPictures;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsPass;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns national records of a unit into entries of the log, or says why not. What is logged are the bytes as received,
 * but for pictures inside them: those go to the photo store, and their digests stand in their places.
 */
final class NationalReadings {

    private static final String MOBILE = "RS_MOBILE";
    private static final String NAMELESS = "sha256:";

    private final CodeMaps maps;
    private final TimeRules times;
    private final String gatewayId;

    NationalReadings(CodeMaps maps, TimeRules times, String gatewayId) {
        this.maps = maps;
        this.times = times;
        this.gatewayId = gatewayId;
    }

    /** Returns the number of a record that may be broken elsewhere, by whatever name its maker gives it. */
    Optional<String> id(ProjectedDevice device, byte[] payload) {
        return maps.find(device.profile()).or(() -> maps.find(null)).flatMap(map -> NationalJson.id(payload, map));
    }

    Verdict judge(ProjectedDevice device, RsMessage message) {
        CodeMap map = maps.find(device.profile()).orElse(null);
        if (map == null) {
            return Verdict.refused(
                    new Refusal(Reason.UNKNOWN_PROFILE, "profile", "in the registry, one of " + maps.ids()));
        }
        Decoded<NationalPictures> taken = NationalPictures.of(message.payload(), map);
        if (!(taken instanceof Decoded.Ok<NationalPictures> ok)) {
            return Verdict.refused(Refusal.of((Decoded.Bad<?>) taken));
        }
        Optional<Refusal> broken = broken(ok.value().jpegs());
        if (broken.isPresent()) {
            return Verdict.refused(broken.get());
        }
        var record = new RsMessage(message.topic(), ok.value().record(), message.receivedAt());
        Verdict verdict = judge(device, record, map).with(ok.value().jpegs());
        // A unit knows a check without a number by the bytes that it sent, the log by what they say.
        return verdict.id().startsWith(NAMELESS)
                ? verdict.answeredAs(NAMELESS + Hashes.sha256(message.payload()))
                : verdict;
    }

    private static Optional<Refusal> broken(Map<String, byte[]> jpegs) {
        return jpegs.entrySet().stream()
                .flatMap(jpeg -> PhotoIntake.refusal(jpeg.getKey(), jpeg.getValue()).stream())
                .findFirst();
    }

    private Verdict judge(ProjectedDevice device, RsMessage record, CodeMap map) {
        byte[] json = record.payload();
        return switch (record.topic().rest()) {
            case "pass" -> pass(EntryKind.NATIONAL_PASS, device, record, NationalJson.pass(json, map));
            case "smoke" -> pass(EntryKind.NATIONAL_SMOKE, device, record, NationalJson.smoke(json, map));
            case "check" -> check(device, record, NationalJson.check(json, map));
            default ->
                Verdict.refused(
                        Refusal.of(Reason.UNSUPPORTED_TOPIC, "national/pass, national/check or national/smoke"));
        };
    }

    private Verdict pass(EntryKind kind, ProjectedDevice device, RsMessage record, Decoded<NationalPass> decoded) {
        if (!(decoded instanceof Decoded.Ok<NationalPass> ok)) {
            return Verdict.refused(Refusal.of((Decoded.Bad<?>) decoded));
        }
        RsPass pass = ok.value().pass();
        if (kind == EntryKind.NATIONAL_PASS && device.kind().equals(MOBILE) && pass.position() == null) {
            return Verdict.refused(
                    new Refusal(Reason.MISSING_FIELD, "DDJD", "DDJD and DDWD, the position of a mobile unit"));
        }
        Instant measuredAt = pass.measuredAt().toInstant();
        Instant sentAt = instant(pass.sentAt());
        Optional<Refusal> refusal = TimeRules.refusal("JCSJ", measuredAt, record.receivedAt());
        if (refusal.isPresent()) {
            return Verdict.refused(refusal.get());
        }
        ClockState clock = times.clock(measuredAt, sentAt, pass.replayed(), record.receivedAt());
        LogEntry entry = entry(
                kind,
                device,
                clock,
                measuredAt,
                pass.replayed(),
                pass.passId(),
                ok.value().profile(),
                record);
        String hash = NationalJson.contentHash(record.payload());
        return Verdict.taken(entry, pass.passId(), hash, sentAt, pass.sequence());
    }

    private Verdict check(ProjectedDevice device, RsMessage record, Decoded<NationalCheck> decoded) {
        if (!(decoded instanceof Decoded.Ok<NationalCheck> ok)) {
            return Verdict.refused(Refusal.of((Decoded.Bad<?>) decoded));
        }
        NationalCheck check = ok.value();
        Instant at = check.performedAt().toInstant();
        Optional<Refusal> refusal = TimeRules.refusal("JCKSSJ", at, record.receivedAt());
        if (refusal.isPresent()) {
            return Verdict.refused(refusal.get());
        }
        String hash = NationalJson.contentHash(record.payload());
        String id = check.checkId() == null ? NAMELESS + hash : check.checkId();
        LogEntry entry =
                entry(EntryKind.NATIONAL_CHECK, device, ClockState.UNKNOWN, at, false, id, check.profile(), record);
        return Verdict.taken(entry, id, hash, null, null);
    }

    private LogEntry entry(
            EntryKind kind,
            ProjectedDevice device,
            ClockState clock,
            Instant measuredAt,
            boolean replayed,
            String id,
            String profile,
            RsMessage record) {
        return new LogEntry(
                kind,
                device.deviceNo(),
                Trust.ENROLLED,
                clock,
                measuredAt,
                record.receivedAt(),
                replayed,
                device.deviceNo() + "/" + id,
                gatewayId,
                profile,
                record.payload());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
