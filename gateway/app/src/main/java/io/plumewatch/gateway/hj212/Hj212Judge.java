package io.plumewatch.gateway.hj212;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.doors.Network;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.hj212.Hj212Encoder;
import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.Hj212Readings;
import io.plumewatch.wire.hj212.Hj212Time;
import io.plumewatch.wire.hj212.HostMessages;
import io.plumewatch.wire.hj212.Peer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about one whole frame, once the registry has said who is behind its MN.
 *
 * <p>An MN can be claimed by anybody and the password is six characters in the clear. MN and password as filed, from a
 * network that is configured as ours, make a session ENROLLED; a station without a filed password, or from elsewhere, is
 * CLAIMED; a wrong password is refused.
 */
final class Hj212Judge {

    private final List<Network> trustedNetworks;
    private final Sessions sessions;
    private final CheckValue checks;
    private final TimeRules times;
    private final Quarantine quarantine;
    private final Counters counters;
    private final SeenDevices seen;
    private final String gatewayId;

    Hj212Judge(
            Hj212Settings settings,
            UnitProfiles profiles,
            Sessions sessions,
            TimeRules times,
            Hj212Server.Parts parts,
            String gatewayId) {
        this.trustedNetworks =
                settings.trustedNetworks().stream().map(Network::of).toList();
        this.checks = new CheckValue(profiles, settings.sm4().keys());
        this.sessions = sessions;
        this.times = times;
        this.quarantine = parts.quarantine();
        this.counters = parts.counters();
        this.seen = parts.seen();
        this.gatewayId = gatewayId;
    }

    /**
     * Where a frame came from and when.
     *
     * @param certified whether the connection has shown a certificate that we trust
     * @param gone whether the connection is gone by now: then it takes no session from the one that is there
     */
    record Origin(Sessions.Holder holder, InetAddress address, boolean certified, boolean gone, Instant receivedAt) {}

    Judged judge(Received received, Optional<ProjectedDevice> device, Origin origin) {
        Hj212Message claimed = received.message();
        if (claimed == null) {
            return sample(received, Refusal.of(Reason.UNKNOWN_LAYOUT, received.expected()), origin);
        }
        Optional<Refusal> stranger = stranger(claimed, device);
        if (stranger.isPresent()) {
            sessions.end(claimed.mn(), origin.holder);
            return sample(received, stranger.get(), origin);
        }
        Optional<CheckValue.Right> right = checks.right(received, device.orElseThrow());
        if (right.isEmpty()) {
            return sample(received, Hj212Frames.refusal(received.frame()), origin);
        }
        if (!received.frame().intact()) {
            counters.received(Protocol.HJ212);
        }
        return known(received, right.get(), device.orElseThrow(), origin);
    }

    /** Gives up on a frame on which our own code failed. */
    void broken(Received received, Origin origin) {
        sample(received, Refusal.of(Reason.INTERNAL_ERROR, "a gateway without this bug"), origin);
    }

    private static Optional<Refusal> stranger(Hj212Message message, Optional<ProjectedDevice> device) {
        if (device.isEmpty()) {
            return Optional.of(new Refusal(Reason.UNKNOWN_DEVICE, "MN", "the MN of a registered air station"));
        }
        ProjectedDevice found = device.get();
        if (!found.active()) {
            return Optional.of(Refusal.of(Reason.DEVICE_SUSPENDED, "an active station"));
        }
        if (!found.kind().equals("AIR_STATION")) {
            return Optional.of(Refusal.of(Reason.WRONG_DEVICE_KIND, "a device of kind AIR_STATION"));
        }
        String filed = found.passwordSha256();
        boolean right =
                filed == null || filed.equals(Hashes.sha256((message.mn() + ":" + message.pw()).getBytes(UTF_8)));
        return right ? Optional.empty() : Optional.of(new Refusal(Reason.WRONG_PASSWORD, "PW", "the filed password"));
    }

    private Judged known(Received received, CheckValue.Right right, ProjectedDevice device, Origin origin) {
        Hj212Message message = right.message();
        Trust trust = trust(device, origin);
        Use use = Use.of(message.cn());
        Optional<Refusal> refusal = refusal(message, use, right, origin);
        if (refusal.isPresent()) {
            // Before the session is taken: nobody ends one of which only refused frames came.
            return refuse(received, refusal.get(), device, trust, origin);
        }
        if (!origin.gone && !sessions.take(message.mn(), origin.holder, trust)) {
            return sample(received, Refusal.of(Reason.MN_CONFLICT, "no session of higher trust for this MN"), origin);
        }
        message.deviations().forEach(deviation -> counters.deviation(deviation.name()));
        Instant sentAt = message.resent() ? null : qnTime(message);
        seen.saw(device.deviceNo(), device.areaCode(), Protocol.HJ212, trust, sentAt, origin.receivedAt);
        var accepted = new Accepted(device, trust, right.profile(), message, use, sentAt, origin.receivedAt);
        // The service needs to know where periods end, so the answer that tells it is logged too.
        boolean logged =
                use == Use.DATA || Hj212Readings.toldMinuteInterval(message).isPresent();
        LogEntry entry = logged ? entry(received, right, accepted) : null;
        return new Judged(entry, answer(accepted), accepted, false);
    }

    private Trust trust(ProjectedDevice device, Origin origin) {
        boolean ours =
                origin.certified || trustedNetworks.stream().anyMatch(network -> network.contains(origin.address));
        return device.passwordSha256() != null && ours ? Trust.ENROLLED : Trust.CLAIMED;
    }

    private static Optional<Refusal> refusal(Hj212Message message, Use use, CheckValue.Right right, Origin origin) {
        if (use == Use.UNREADABLE) {
            return Optional.of(new Refusal(Reason.UNKNOWN_LAYOUT, "CN", "a command that a station sends"));
        }
        if (right.tooLong()) {
            return Optional.of(new Refusal(
                    Reason.TOO_LARGE, "length", "at most " + right.profile().maxSegmentBytes()));
        }
        if (use != Use.DATA || message.value("DataTime").isEmpty()) {
            return Optional.empty();
        }
        return message.dataTime()
                .map(time -> TimeRules.refusal("DataTime", time, origin.receivedAt))
                .orElseGet(() ->
                        Optional.of(new Refusal(Reason.OUT_OF_RANGE, "DataTime", "a date and time of 14 digits")));
    }

    private static byte @Nullable [] answer(Accepted accepted) {
        Hj212Message message = accepted.message();
        String qn = message.qn();
        if (qn == null || !message.answerWanted()) {
            return null;
        }
        var host = new HostMessages(Peer.of(message));
        Hj212Message answer = accepted.use() == Use.NOTICE ? host.noticeAnswer(qn) : host.dataAnswer(qn);
        return Hj212Encoder.frame(answer).bytes().toArray();
    }

    /**
     * Makes the entry. Data of minutes, hours and days lie back by their nature, and what is pulled or was kept while
     * the line was down lies further back: nothing of that speaks against the clock. The time of sending does, when it
     * lies ahead of ours; one that lies back may be that of an earlier try, and tells nothing.
     */
    private LogEntry entry(Received received, CheckValue.Right right, Accepted accepted) {
        Hj212Message message = accepted.message();
        Instant receivedAt = accepted.receivedAt();
        Instant measuredAt = message.dataTime().orElse(null);
        boolean replayed = message.resent() || (measuredAt != null && TimeRules.isLate(measuredAt, receivedAt));
        Instant sentAt = accepted.sentAt();
        Instant telling = sentAt == null || TimeRules.isLate(sentAt, receivedAt) ? null : sentAt;
        ClockState clock =
                measuredAt == null ? ClockState.UNKNOWN : times.clock(measuredAt, telling, replayed, receivedAt);
        String deviceNo = accepted.device().deviceNo();
        return new LogEntry(
                EntryKind.AIR,
                deviceNo,
                accepted.trust(),
                clock,
                measuredAt,
                receivedAt,
                replayed,
                deviceNo + "/" + Hashes.sha256(received.bytes()),
                gatewayId,
                UnitProfiles.id(accepted.device().profile()),
                right.payload());
    }

    private static @Nullable Instant qnTime(Hj212Message message) {
        String qn = message.qn();
        return qn == null || qn.length() != 17 ? null : Hj212Time.read(qn).orElse(null);
    }

    private Judged refuse(Received received, Refusal refusal, ProjectedDevice device, Trust trust, Origin origin) {
        if (!trust.bearsOnDecisions()) {
            sample(received, refusal, origin);
            return Judged.REFUSED;
        }
        var unused = quarantine.whole(Protocol.HJ212, device, refusal, received.bytes(), origin.receivedAt);
        return Judged.REFUSED;
    }

    private Judged sample(Received received, Refusal refusal, Origin origin) {
        Hj212Message message = received.message();
        quarantine.sample(
                Protocol.HJ212,
                origin.address.getHostAddress(),
                message == null ? null : message.mn(),
                refusal,
                received.bytes(),
                received.size(),
                origin.receivedAt);
        return Judged.STRANGER;
    }
}
