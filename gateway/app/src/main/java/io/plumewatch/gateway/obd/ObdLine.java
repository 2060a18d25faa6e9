package io.plumewatch.gateway.obd;

import io.netty.channel.Channel;
import io.plumewatch.gateway.chip.ChipIdsUnavailable;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.projection.ProjectionUnavailable;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.vin.Vin;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One connection and the VINs that it speaks for: usually one, many behind a platform. */
final class ObdLine implements Line<ObdFrame, ObdLine.Known>, Sessions.Holder {

    private final ObdParts parts;
    private final Channel channel;
    private final InetAddress address;
    private final @Nullable Set<String> certified;

    /** The trust that the connection last had for a VIN, also when another one speaks for it by now. */
    private final VinTrusts vins = new VinTrusts();

    /**
     * Makes the line of a connection.
     *
     * @param certified the VINs that its client certificate names; null without a certificate
     */
    ObdLine(ObdParts parts, Channel channel, InetAddress address, @Nullable Set<String> certified) {
        this.parts = parts;
        this.channel = channel;
        this.address = address;
        this.certified = certified;
    }

    /** What a frame says, who is behind it, and what its signature is worth. */
    record Known(Optional<ProjectedDevice> device, ReadFrame read) {}

    @Override
    public int bytes(ObdFrame frame) {
        return frame.bytes().length();
    }

    @Override
    public CompletableFuture<Known> lookUp(ObdFrame frame) {
        String vin = frame.vin();
        CompletableFuture<Optional<ProjectedDevice>> device = Vin.tryOf(vin).isPresent()
                ? parts.devices().byVin(vin)
                : CompletableFuture.completedFuture(Optional.empty());
        return device.isDone()
                ? device.thenCompose(found -> read(frame, found))
                : device.thenComposeAsync(found -> read(frame, found), channel.eventLoop());
    }

    private CompletableFuture<Known> read(ObdFrame frame, Optional<ProjectedDevice> device) {
        return parts.signatures().read(frame, device).thenApply(read -> new Known(device, read));
    }

    @Override
    public @Nullable CompletableFuture<Void> again(Throwable failure) {
        if (failure instanceof ProjectionUnavailable) {
            return parts.devices().whenPresent();
        }
        return failure instanceof ChipIdsUnavailable ? parts.log().whenWritable(EntryKind.OBD) : null;
    }

    @Override
    public Verdict judge(ObdFrame frame, Known known, Instant receivedAt) {
        Verdict verdict = parts.judge().judge(known.read, known.device, origin(frame, receivedAt));
        String vin = known.device.map(device -> ObdJudge.vin(frame, device)).orElseGet(frame::vin);
        remember(vin, frame, verdict.entry());
        return verdict.entry() != null || speaks() ? verdict : verdict.from(stranger(vin, frame, known.device));
    }

    private Sender stranger(String vin, ObdFrame frame, Optional<ProjectedDevice> device) {
        if (frame.header().isPlatform()) {
            return Sender.PASSED_ON;
        }
        boolean active = device.filter(ProjectedDevice::active).isPresent();
        return !active && vins.has(vin) ? Sender.EXPELLED : Sender.STRANGER;
    }

    private boolean speaks() {
        return vins.any(vin -> parts.sessions().trust(vin, this) != null);
    }

    @Override
    public Verdict broken(ObdFrame frame, Instant receivedAt) {
        remember(frame.vin(), frame, null);
        return parts.judge().broken(frame, origin(frame, receivedAt));
    }

    /** What waits here when the connection goes is judged by it: the terminal's next connection has the session by then. */
    private ObdJudge.Origin origin(ObdFrame frame, Instant receivedAt) {
        Trust left = channel.isActive() ? null : vins.last(frame.vin());
        return new ObdJudge.Origin(this, address, certified, left, receivedAt);
    }

    private void remember(String vin, ObdFrame frame, @Nullable LogEntry entry) {
        boolean lateLogin = frame.command() == ObdCommand.LOGIN && !channel.isActive();
        Trust trust =
                lateLogin && entry != null ? entry.trust() : parts.sessions().trust(vin, this);
        if (trust != null) {
            String oldest = vins.put(vin, trust, parts.vinsPerConnection());
            if (oldest != null) {
                parts.sessions().end(oldest, this);
            }
        }
    }

    /** A signature does not count here: whoever has recorded a signed frame could send it as often as he likes. */
    @Override
    public boolean vouched(ObdFrame frame) {
        Trust session = parts.sessions().trust(frame.vin(), this);
        return session != null && session.bearsOnDecisions();
    }

    @Override
    public void ended() {
        vins.names().forEach(vin -> parts.sessions().end(vin, this));
        vins.clear();
    }

    @Override
    public void displaced(String vin) {
        channel.eventLoop().execute(() -> {
            if (!speaks() && channel.isActive()) {
                parts.counters().event(Protocol.OBD, "closed_taken_over");
                channel.close();
            }
        });
    }
}
