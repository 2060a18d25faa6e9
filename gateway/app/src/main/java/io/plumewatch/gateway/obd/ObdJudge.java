package io.plumewatch.gateway.obd;

import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Network;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.ObdDecoder;
import io.plumewatch.wire.obd.ObdEncoder;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.vin.Vin;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one whole frame, once the registry has said who is behind its VIN.
 *
 * <p>Frames carry no credential. VIN and ICCID as filed, from a network that is configured as ours, make a session
 * ENROLLED; everything else is CLAIMED and can never be more than screening.
 */
final class ObdJudge {

    /** The standard's time of day. */
    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);

    private final List<Network> trustedNetworks;
    private final Sessions sessions;
    private final TimeRules times;
    private final Quarantine quarantine;
    private final Counters counters;
    private final SeenDevices seen;
    private final String gatewayId;

    ObdJudge(
            List<Network> trustedNetworks,
            Sessions sessions,
            TimeRules times,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen,
            String gatewayId) {
        this.trustedNetworks = trustedNetworks;
        this.sessions = sessions;
        this.times = times;
        this.quarantine = quarantine;
        this.counters = counters;
        this.seen = seen;
        this.gatewayId = gatewayId;
    }

    /** Where a frame came from and when. */
    record Origin(Sessions.Holder holder, InetAddress address, Instant receivedAt) {}

    ObdVerdict judge(ObdFrame frame, Optional<ProjectedDevice> device, Origin origin) {
        ObdMessage message = ObdDecoder.decode(frame);
        ObdFacts facts = ObdFacts.of(message);
        if (facts.use() == ObdFacts.Use.IGNORED) {
            counters.event(Protocol.OBD, "ignored_frame");
            return ObdVerdict.DONE;
        }
        if (facts.use() == ObdFacts.Use.TIME_SYNC) {
            return new ObdVerdict(null, ObdEncoder.timeSyncAnswer(frame, origin.receivedAt.atOffset(GMT8)));
        }
        Optional<Refusal> stranger = stranger(frame, device);
        if (stranger.isPresent()) {
            sample(frame, stranger.get(), origin);
            return ObdVerdict.DONE;
        }
        return known(frame, message, facts, device.orElseThrow(), origin);
    }

    /** Gives up on a frame on which our own code failed. */
    ObdVerdict broken(ObdFrame frame, Origin origin) {
        sample(frame, Refusal.of(Reason.INTERNAL_ERROR, "a gateway without this bug"), origin);
        return ObdVerdict.DONE;
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

    private ObdVerdict known(
            ObdFrame frame, ObdMessage message, ObdFacts facts, ProjectedDevice device, Origin origin) {
        String vin = frame.vin();
        Optional<Trust> session = session(vin, message, device, origin);
        if (session.isEmpty()) {
            sample(frame, Refusal.of(Reason.VIN_CONFLICT, "no session of higher trust for this VIN"), origin);
            return ObdVerdict.DONE;
        }
        Trust trust = session.get();
        Optional<Refusal> refusal = refusal(message, facts, origin);
        if (refusal.isPresent()) {
            refuse(frame, refusal.get(), device, trust, origin);
            return ObdVerdict.DONE;
        }
        seen.saw(device.deviceNo(), device.areaCode(), Protocol.OBD, trust, facts.sentAt(), origin.receivedAt);
        if (facts.use() == ObdFacts.Use.LOGOUT) {
            sessions.end(vin, origin.holder);
        }
        boolean answered = facts.use() == ObdFacts.Use.ANSWERED_READING;
        return new ObdVerdict(entry(frame, facts, trust, origin), answered ? ObdEncoder.echo(frame) : null);
    }

    /** Returns the trust of the frame's session, opening or renewing it; empty when another connection holds it. */
    private Optional<Trust> session(String vin, ObdMessage message, ProjectedDevice device, Origin origin) {
        Trust now = sessions.trust(vin, origin.holder);
        if (message instanceof ObdMessage.Login login) {
            Trust trust = asFiled(login, device, origin) ? Trust.ENROLLED : Trust.CLAIMED;
            return sessions.take(vin, origin.holder, trust) ? Optional.of(trust) : Optional.empty();
        }
        if (now != null) {
            return Optional.of(now);
        }
        // Some terminals never log in; what they send is taken, and trusted as little as anything unauthenticated.
        counters.event(Protocol.OBD, "implicit_session");
        return sessions.take(vin, origin.holder, Trust.CLAIMED) ? Optional.of(Trust.CLAIMED) : Optional.empty();
    }

    private boolean asFiled(ObdMessage.Login login, ProjectedDevice device, Origin origin) {
        return login.iccid().equals(device.iccid())
                && trustedNetworks.stream().anyMatch(network -> network.contains(origin.address));
    }

    private static Optional<Refusal> refusal(ObdMessage message, ObdFacts facts, Origin origin) {
        if (message instanceof ObdMessage.Undecodable undecodable) {
            return Optional.of(Refusal.of(Reason.UNKNOWN_LAYOUT, undecodable.expected()));
        }
        Instant measuredAt = facts.measuredAt();
        return measuredAt == null ? Optional.empty() : TimeRules.refusal("time", measuredAt, origin.receivedAt);
    }

    private LogEntry entry(ObdFrame frame, ObdFacts facts, Trust trust, Origin origin) {
        byte[] bytes = frame.bytes().toArray();
        Instant measuredAt = facts.measuredAt();
        ClockState clock = measuredAt == null
                ? ClockState.UNKNOWN
                : times.clock(measuredAt, facts.sentAt(), facts.replayed(), origin.receivedAt);
        boolean evidence = facts.use() == ObdFacts.Use.TAMPER && trust.bearsOnDecisions();
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
                bytes);
    }

    private void refuse(ObdFrame frame, Refusal refusal, ProjectedDevice device, Trust trust, Origin origin) {
        if (trust.bearsOnDecisions()) {
            var unused = quarantine.whole(
                    Protocol.OBD, device, refusal, frame.bytes().toArray(), origin.receivedAt);
        } else {
            sample(frame, refusal, origin);
        }
    }

    private void sample(ObdFrame frame, Refusal refusal, Origin origin) {
        byte[] bytes = frame.bytes().toArray();
        quarantine.sample(
                Protocol.OBD,
                origin.address.getHostAddress(),
                frame.vin(),
                refusal,
                bytes,
                bytes.length,
                origin.receivedAt);
    }
}
