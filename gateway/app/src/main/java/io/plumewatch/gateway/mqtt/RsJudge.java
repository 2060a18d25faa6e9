package io.plumewatch.gateway.mqtt;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.photo.PhotoIntake;
import io.plumewatch.gateway.projection.BrokenProjection;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.wire.json.JsonContent;
import io.plumewatch.wire.json.JsonFields;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsParts;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about one message of a unit: stored, known already, or quarantined.
 *
 * <p>The answer completes when it is true, so the log or the quarantine has the bytes by then. It fails when log, disk or
 * projection are not there at the moment; then the message is to be judged again later.
 */
final class RsJudge {

    private static final Logger log = LoggerFactory.getLogger(RsJudge.class);

    private static final Set<String> MEASURING_KINDS = Set.of("RS_FIXED", "RS_MOBILE", "SMOKE_CAMERA");

    private static final Set<String> LOOKING_KINDS = Set.of("GATE", "CAMERA");

    private final Devices devices;
    private final RsReadings readings;
    private final NationalReadings national;
    private final PhotoIntake photos;
    private final Quarantine quarantine;
    private final Counters counters;
    private final SignsOfLife signs;
    private final TimeRules times;

    RsJudge(
            MqttIntake.Parts parts,
            RsReadings readings,
            NationalReadings national,
            SignsOfLife signs,
            TimeRules times) {
        this.devices = parts.devices();
        this.readings = readings;
        this.national = national;
        this.photos = parts.photos();
        this.quarantine = parts.quarantine();
        this.counters = parts.counters();
        this.signs = signs;
        this.times = times;
    }

    /** Judges a message; an empty answer means that there is nothing to tell the unit. */
    CompletableFuture<Optional<RsAck>> judge(RsMessage message) {
        return message.topic().namesDevice()
                ? devices.byNumber(message.topic().device())
                        .thenCompose(device ->
                                device.map(found -> of(found, message)).orElseGet(() -> unknown(message)))
                : nobodys(message);
    }

    /** Gives up on a message on which our own code failed: kept whole, so nothing is lost with the bug. */
    CompletableFuture<Optional<RsAck>> broken(RsMessage message, Throwable failure) {
        log.error("Our own code failed on a message of {}", message.topic().device(), failure);
        return devices.byNumber(message.topic().device())
                .thenCompose(device -> device.map(found ->
                                refuse(found, message, Refusal.of(Reason.INTERNAL_ERROR, "a gateway without this bug")))
                        .orElseGet(() -> unknown(message)))
                .exceptionallyCompose(problem -> {
                    if (!(problem.getCause() instanceof BrokenProjection)) {
                        return CompletableFuture.failedFuture(problem);
                    }
                    // Nobody knows whose it is: its unit sends it again, and nothing else waits for that.
                    sample(
                            message,
                            message.topic().device(),
                            Refusal.of(Reason.INTERNAL_ERROR, "a registration that can be read"));
                    return CompletableFuture.completedFuture(Optional.empty());
                });
    }

    private CompletableFuture<Optional<RsAck>> of(ProjectedDevice device, RsMessage message) {
        if (!device.active()) {
            return refuse(device, message, Refusal.of(Reason.DEVICE_SUSPENDED, "an active device"));
        }
        return switch (message.topic().channel()) {
            case "status" -> reading(device, message, readings::judge);
            case "pass", "calibration" -> measured(device, message, readings::judge);
            case "national" -> measured(device, message, national::judge);
            case "photo" -> photo(device, message);
            default ->
                refuse(
                        device,
                        message,
                        Refusal.of(
                                Reason.UNSUPPORTED_TOPIC,
                                "pass, calibration, status, photo/{sha256} or national/{record}"));
        };
    }

    private CompletableFuture<Optional<RsAck>> measured(
            ProjectedDevice device, RsMessage message, BiFunction<ProjectedDevice, RsMessage, Verdict> judge) {
        return MEASURING_KINDS.contains(device.kind())
                ? reading(device, message, judge)
                : refuse(device, message, Refusal.of(Reason.WRONG_DEVICE_KIND, "a remote-sensing unit"));
    }

    private CompletableFuture<Optional<RsAck>> reading(
            ProjectedDevice device, RsMessage message, BiFunction<ProjectedDevice, RsMessage, Verdict> judge) {
        Verdict verdict = judge.apply(device, message);
        if (verdict.refusal() != null) {
            return refuse(device, message, verdict.refusal());
        }
        signs.reading(device, verdict, message.receivedAt());
        return pictures(device, verdict, message)
                .thenCompose(stored -> readings.store(verdict))
                .thenApply(outcome -> {
                    signs.counted(device, verdict, outcome, message.receivedAt());
                    return answer(message, verdict, outcome);
                });
    }

    /** Stores the pictures that came inside a record before the record that names them. */
    private CompletableFuture<Void> pictures(ProjectedDevice device, Verdict verdict, RsMessage message) {
        return CompletableFuture.allOf(verdict.jpegs().entrySet().stream()
                .map(jpeg -> photos.store(device.deviceNo(), jpeg.getKey(), jpeg.getValue(), message.receivedAt()))
                .toArray(CompletableFuture[]::new));
    }

    private static Optional<RsAck> answer(RsMessage message, Verdict verdict, RsAck.Outcome outcome) {
        return message.topic().channel().equals("status")
                ? Optional.empty()
                : Optional.of(new RsAck(verdict.id(), outcome, null));
    }

    private CompletableFuture<Optional<RsAck>> photo(ProjectedDevice device, RsMessage message) {
        if (!MEASURING_KINDS.contains(device.kind()) && !LOOKING_KINDS.contains(device.kind())) {
            return refuse(device, message, Refusal.of(Reason.WRONG_DEVICE_KIND, "a unit, gate or camera"));
        }
        String sha256 = message.topic().rest();
        Optional<Refusal> refusal = PhotoIntake.refusal(sha256, message.payload());
        if (refusal.isPresent()) {
            return refuse(device, message, refusal.get());
        }
        signs.photo(device, message.receivedAt());
        return photos.store(device.deviceNo(), sha256, message.payload(), message.receivedAt())
                .thenApply(stored -> Optional.of(new RsAck(sha256, RsAck.Outcome.STORED, null)));
    }

    private CompletableFuture<Optional<RsAck>> refuse(ProjectedDevice device, RsMessage message, Refusal refusal) {
        if (times.isInDoubt(refusal, message.receivedAt())) {
            return CompletableFuture.completedFuture(unkept());
        }
        return quarantine
                .whole(Protocol.RS, device, refusal, message.payload(), message.receivedAt())
                .thenApply(kept -> kept ? Optional.of(quarantined(id(device, message), refusal.reason())) : unkept());
    }

    /** A message that nobody keeps, or that our own clock may be wrong about, gets no final answer: its unit sends it again. */
    private Optional<RsAck> unkept() {
        counters.event(Protocol.RS, "refused_put_off");
        return Optional.empty();
    }

    private CompletableFuture<Optional<RsAck>> unknown(RsMessage message) {
        var refusal = Refusal.of(Reason.UNKNOWN_DEVICE, "a registered device");
        sample(message, message.topic().device(), refusal);
        return CompletableFuture.completedFuture(Optional.of(quarantined(id(message), refusal.reason())));
    }

    /** Keeps a sample of a message whose topic names no possible unit; nobody waits for an answer to it. */
    private CompletableFuture<Optional<RsAck>> nobodys(RsMessage message) {
        sample(message, "", Refusal.of(Reason.UNKNOWN_DEVICE, "a topic plumewatch/v1/{device number}/..."));
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private void sample(RsMessage message, String device, Refusal refusal) {
        quarantine.sample(
                Protocol.RS,
                "mqtt/" + device,
                device.isEmpty() ? null : device,
                refusal,
                message.payload(),
                message.payload().length,
                message.receivedAt());
    }

    private static RsAck quarantined(String id, Reason reason) {
        return new RsAck(id, RsAck.Outcome.QUARANTINED, reason.name());
    }

    /** Returns the id under which the unit waits for an answer, also by the name that only its maker gives it. */
    private String id(ProjectedDevice device, RsMessage message) {
        Optional<String> number = message.topic().channel().equals("national")
                ? national.id(device, message.payload())
                : Optional.empty();
        return number.orElseGet(() -> id(message));
    }

    /** Returns the id under which the unit waits for an answer, as far as the payload shows one. */
    private static String id(RsMessage message) {
        byte[] payload = message.payload();
        Optional<String> id = switch (message.topic().channel()) {
            case "pass" -> RsJson.passId(payload);
            case "calibration" -> RsJson.calibrationId(payload);
            case "photo" ->
                Optional.of(message.topic()).filter(RsTopic::restIsId).map(RsTopic::rest);
            case "national" ->
                JsonContent.topLevelText(payload, "JLBH").filter(text -> JsonFields.isPrintable(text, RsParts.MAX_ID));
            default -> Optional.empty();
        };
        return id.orElseGet(() -> "sha256:" + Hashes.sha256(payload));
    }

    void received() {
        counters.received(Protocol.RS);
    }

    /** Counts a message that was neither stored nor refused; its unit sends it again. */
    void putOff(String why) {
        counters.event(Protocol.RS, why);
    }

    /** Notes that a unit begins to wait, because it sends faster than its rate. */
    void limited(String device) {
        counters.event(Protocol.RS, "rate_limited");
        log.warn("The unit {} sends faster than its rate and waits", device);
    }
}
