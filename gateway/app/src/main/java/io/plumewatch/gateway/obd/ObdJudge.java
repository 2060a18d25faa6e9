package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.obd.Octets;
import io.plumewatch.wire.obd.Sm2;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.vin.Vin;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about one whole frame, once the registry has said who is behind its VIN and its signature is checked.
 *
 * <p>The session says how far the sender is trusted ({@link ObdAdmission}). A valid signature lifts its own entry to
 * CERTIFIED and nothing else; an invalid one lifts nothing and is marked, for it is worth as much as none.
 */
final class ObdJudge {

    private static final Logger log = LoggerFactory.getLogger(ObdJudge.class);

    /** The standard's time of day. */
    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);

    private final ObdAdmission admission;
    private final KnownTerminals terminals;
    private final ObdAnswers answers;
    private final TimeRules times;
    private final Quarantine quarantine;
    private final Counters counters;
    private final SeenDevices seen;
    private final String gatewayId;

    ObdJudge(
            ObdAdmission admission,
            KnownTerminals terminals,
            ObdAnswers answers,
            TimeRules times,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen,
            String gatewayId) {
        this.admission = admission;
        this.terminals = terminals;
        this.answers = answers;
        this.times = times;
        this.quarantine = quarantine;
        this.counters = counters;
        this.seen = seen;
        this.gatewayId = gatewayId;
    }

    /**
     * Where a frame came from and when.
     *
     * @param certified the VINs that the connection's client certificate names; null without a certificate
     * @param left the trust that the connection last had for the VIN, once it is gone; null while it is there
     */
    record Origin(
            Sessions.Holder holder,
            InetAddress address,
            @Nullable Set<String> certified,
            @Nullable Trust left,
            Instant receivedAt) {

        boolean certificateNames(String vin) {
            return certified != null && certified.contains(vin);
        }
    }

    Line.Verdict judge(ReadFrame read, Optional<ProjectedDevice> device, Origin origin) {
        ObdFrame frame = read.frame();
        ObdFacts facts = ObdFacts.of(read.message());
        if (facts.use() != ObdFacts.Use.PLATFORM
                && Confidential.is(frame)
                && !(read.message() instanceof ObdMessage.Activation)) {
            counters.event(Protocol.OBD, "ignored_frame");
            return answer(answers.refused(frame, Reason.UNKNOWN_LAYOUT));
        }
        switch (facts.use()) {
            case IGNORED -> {
                counters.event(Protocol.OBD, "ignored_frame");
                return answer(answers.refused(frame, Reason.WRONG_DEVICE_KIND));
            }
            case PLATFORM -> {
                counters.event(Protocol.OBD, "platform_session");
                return answer(answers.taken(read, ObdProfile.P4));
            }
            case TIME_SYNC -> {
                return answer(ObdEncoder.timeSyncAnswer(frame, origin.receivedAt.atOffset(GMT8)));
            }
            default -> {
                Optional<Refusal> stranger = stranger(frame, device);
                if (stranger.isPresent()) {
                    admission.sessions().end(frame.vin(), origin.holder);
                    return sampled(frame, stranger.get(), origin);
                }
                return known(read, facts, device.orElseThrow(), origin);
            }
        }
    }

    /** Gives up on a frame on which our own code failed. */
    Line.Verdict broken(ObdFrame frame, Origin origin) {
        return sampled(frame, Refusal.of(Reason.INTERNAL_ERROR, "a gateway without this bug"), origin);
    }

    private static Optional<Refusal> stranger(ObdFrame frame, Optional<ProjectedDevice> device) {
        if (Vin.tryOf(frame.vin()).isEmpty()) {
            return Optional.of(new Refusal(Reason.OUT_OF_RANGE, "vin", Vin.EXPECTED));
        }
        if (device.isEmpty()) {
            return Optional.of(new Refusal(Reason.UNKNOWN_VIN, "vin", "the VIN of a registered terminal"));
        }
        return device.get().active()
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.DEVICE_SUSPENDED, "an active terminal"));
    }

    private Line.Verdict known(ReadFrame read, ObdFacts facts, ProjectedDevice device, Origin origin) {
        ObdFrame frame = read.frame();
        String vin = vin(frame, device);
        Optional<Trust> session = admission.admit(vin, read.message(), device, origin);
        if (session.isEmpty()) {
            return sampled(frame, Refusal.of(Reason.VIN_CONFLICT, "no session of higher trust for this VIN"), origin);
        }
        Trust trust = read.certified() ? Trust.CERTIFIED : session.get();
        Optional<Refusal> refusal = refusal(read.message(), facts, origin);
        if (refusal.isPresent()) {
            return refused(frame, refusal.get(), device, trust, origin);
        }
        note(read, facts, device, trust, origin);
        if (facts.use() == ObdFacts.Use.LOGOUT) {
            admission.sessions().end(vin, origin.holder);
        }
        ObdProfile shown = terminals.profile(vin, read);
        ObdProfile filed = read.filed();
        return new Line.Verdict(
                entry(read, facts, trust, origin), bytes(answers.taken(read, filed == null ? shown : filed)));
    }

    /** Returns the VIN as the registry holds it already, for sessions last long. */
    static String vin(ObdFrame frame, ProjectedDevice device) {
        String filed = device.vin();
        return filed == null ? frame.vin() : filed;
    }

    private void note(ReadFrame read, ObdFacts facts, ProjectedDevice device, Trust trust, Origin origin) {
        String deviceNo = device.deviceNo();
        seen.saw(deviceNo, device.areaCode(), Protocol.OBD, trust, facts.sentAt(), origin.receivedAt);
        String vin = vin(read.frame(), device);
        if (read.message() instanceof ObdMessage.Upload upload) {
            var count = terminals.count(vin, upload);
            seen.count(deviceNo, count.received(), count.missing(), origin.receivedAt);
        }
        Sm2.Verdict signature = read.signature();
        if (signature != null && signature.state() != Sm2.State.ABSENT) {
            counters.event(Protocol.OBD, "signature_" + signature.state().name().toLowerCase(Locale.ROOT));
        }
        if (facts.use() == ObdFacts.Use.ENCRYPTED) {
            counters.event(Protocol.OBD, "encrypted_frame");
        }
        ObdProfile filed = read.filed();
        if (filed != null && !filed.allows(read.frame().header(), read.message())) {
            counters.event(Protocol.OBD, "profile_mismatch");
            if (terminals.firstMismatch(vin)) {
                log.warn(
                        "Terminal {}…{} is filed as {} and speaks like {}",
                        vin.substring(0, 3),
                        vin.substring(13),
                        filed.label(),
                        read.shown().label());
            }
        }
    }

    private static Optional<Refusal> refusal(ObdMessage message, ObdFacts facts, Origin origin) {
        if (message instanceof ObdMessage.Undecodable undecodable) {
            return Optional.of(Refusal.of(Reason.UNKNOWN_LAYOUT, undecodable.expected()));
        }
        Instant measuredAt = facts.measuredAt();
        return measuredAt == null ? Optional.empty() : TimeRules.refusal("time", measuredAt, origin.receivedAt);
    }

    private LogEntry entry(ReadFrame read, ObdFacts facts, Trust trust, Origin origin) {
        ObdFrame frame = read.frame();
        byte[] bytes = frame.bytes().toArray();
        Instant measuredAt = facts.measuredAt();
        ClockState clock = measuredAt == null
                ? ClockState.UNKNOWN
                : times.clock(measuredAt, facts.sentAt(), facts.replayed(), origin.receivedAt);
        boolean evidence = facts.use() == ObdFacts.Use.TAMPER && trust.bearsOnDecisions();
        ObdProfile filed = read.filed();
        Sm2.Verdict signature = read.signature();
        return new LogEntry(
                evidence ? EntryKind.TAMPER : EntryKind.OBD,
                frame.vin(),
                trust,
                clock,
                measuredAt,
                origin.receivedAt,
                facts.replayed(),
                frame.vin() + "/" + Hashes.sha256(bytes),
                gatewayId,
                filed == null ? null : filed.label() + "@1",
                signature == null ? null : signature.text(),
                bytes);
    }

    private Line.Verdict refused(ObdFrame frame, Refusal refusal, ProjectedDevice device, Trust trust, Origin origin) {
        if (!trust.bearsOnDecisions() || Confidential.is(frame)) {
            return sampled(frame, refusal, origin);
        }
        var unused =
                quarantine.whole(Protocol.OBD, device, refusal, frame.bytes().toArray(), origin.receivedAt);
        return answer(answers.refused(frame, refusal.reason()));
    }

    private Line.Verdict sampled(ObdFrame frame, Refusal refusal, Origin origin) {
        Octets bytes = Confidential.keepable(frame);
        quarantine.sample(
                Protocol.OBD,
                origin.address.getHostAddress(),
                frame.vin(),
                refusal,
                bytes.toArray(),
                frame.bytes().length(),
                origin.receivedAt);
        return answer(answers.refused(frame, refusal.reason()));
    }

    private static Line.Verdict answer(@Nullable ObdFrame frame) {
        return frame == null ? Line.Verdict.DONE : new Line.Verdict(null, bytes(frame));
    }

    private static byte @Nullable [] bytes(@Nullable ObdFrame frame) {
        return frame == null ? null : frame.bytes().toArray();
    }
}
