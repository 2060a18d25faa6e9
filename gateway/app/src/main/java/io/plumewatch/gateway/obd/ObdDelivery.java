package io.plumewatch.gateway.obd;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.plumewatch.gateway.chip.ChipIdsUnavailable;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.tcp.ByteRate;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the frames of one connection to the log, in their order, and reads the socket no further while that takes long.
 *
 * <p>Runs on the connection's event loop only. What it has taken it keeps until the log has it, also when the connection
 * is gone meanwhile: the terminal will not send it again.
 */
final class ObdDelivery implements Sessions.Holder {

    private static final Logger log = LoggerFactory.getLogger(ObdDelivery.class);
    private static final long RETRY_MILLIS = 200;

    private final ObdParts parts;
    private final Channel channel;
    private final InetAddress address;
    private final @Nullable Set<String> certified;
    private final ByteRate claimed;
    private final ArrayDeque<Taken> frames = new ArrayDeque<>();
    private final Queue<Append> unsaved = new ArrayDeque<>();
    private final Set<String> vins = new LinkedHashSet<>();
    private final Map<String, Trust> trusts = new LinkedHashMap<>();
    private final Runnable resume;
    private int heldBytes;
    private boolean reading;
    private boolean waiting;
    private boolean slowed;
    private boolean gone;

    /**
     * Makes the delivery of a connection.
     *
     * @param certified the VINs that its client certificate names; null without a certificate
     */
    ObdDelivery(ObdParts parts, Channel channel, InetAddress address, @Nullable Set<String> certified) {
        this.parts = parts;
        this.channel = channel;
        this.address = address;
        this.certified = certified;
        this.claimed = new ByteRate(
                parts.settings().claimedBytesPerSecond(), parts.settings().claimedBurstBytes(), System.nanoTime());
        this.resume = () -> channel.eventLoop().execute(this::throttle);
    }

    void take(ObdFrame frame, Instant receivedAt) {
        int bytes = frame.bytes().length();
        heldBytes += bytes;
        parts.onTheWay().hold(bytes);
        frames.add(new Taken(frame, receivedAt));
        pump();
        throttle();
    }

    /** The connection is gone; its sessions end when its last frame is done with. */
    void gone() {
        gone = true;
        parts.onTheWay().forget(resume);
        endSessionsWhenDone();
    }

    /** Returns whether the socket is not read at the moment, so that its silence means nothing. */
    boolean throttled() {
        return !channel.config().isAutoRead();
    }

    @Override
    public void displaced(String vin) {
        channel.eventLoop().execute(() -> {
            if (parts.sessions().trust(vin, this) != null) {
                // Ours again since.
                return;
            }
            vins.remove(vin);
            if (vins.isEmpty() && !gone) {
                parts.counters().event(Protocol.OBD, "closed_taken_over");
                channel.close();
            }
        });
    }

    private void pump() {
        while (!reading && !waiting && !frames.isEmpty()) {
            Taken next = frames.remove();
            CompletableFuture<Read> read = read(next.frame);
            if (read.isDone() && !read.isCompletedExceptionally()) {
                handle(next, read.join());
            } else {
                reading = true;
                var unused = read.whenCompleteAsync((done, failure) -> read(next, done, failure), channel.eventLoop());
            }
        }
        endSessionsWhenDone();
    }

    private CompletableFuture<Read> read(ObdFrame frame) {
        CompletableFuture<Optional<ProjectedDevice>> device =
                Vin.tryOf(frame.vin()).isPresent()
                        ? parts.devices().byVin(frame.vin())
                        : CompletableFuture.completedFuture(Optional.empty());
        return device.isDone()
                ? device.thenCompose(found -> read(frame, found))
                : device.thenComposeAsync(found -> read(frame, found), channel.eventLoop());
    }

    /** A frame on which our own code fails costs this frame only, not its bytes of the budget nor the connection. */
    private CompletableFuture<Read> read(ObdFrame frame, Optional<ProjectedDevice> device) {
        return CompletableFuture.completedFuture(frame)
                .thenCompose(whole -> parts.signatures().read(whole, device))
                .handle((read, failure) -> {
                    if (failure != null && cause(failure) instanceof ChipIdsUnavailable unavailable) {
                        throw unavailable;
                    }
                    return new Read(device, read, failure);
                });
    }

    private void read(Taken next, @Nullable Read done, @Nullable Throwable failure) {
        reading = false;
        if (failure == null) {
            handle(next, Objects.requireNonNull(done));
            pump();
        } else {
            frames.addFirst(next);
            waitFor(
                    cause(failure) instanceof ChipIdsUnavailable
                            ? parts.log().whenWritable(EntryKind.OBD)
                            : parts.devices().whenPresent());
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private void handle(Taken taken, Read read) {
        String vin = taken.frame.vin();
        Trust left = gone ? trusts.getOrDefault(vin, Trust.CLAIMED) : null;
        var origin = new ObdJudge.Origin(this, address, certified, left, taken.receivedAt);
        ObdVerdict verdict = judge(taken.frame, read, origin);
        rememberVin(vin);
        rememberTrust(taken.frame, verdict.entry());
        int bytes = taken.frame.bytes().length();
        LogEntry entry = verdict.entry();
        if (!authenticated(taken.frame.vin())) {
            claimed.spend(bytes, System.nanoTime());
        }
        if (entry == null) {
            done(bytes, verdict.answer());
        } else {
            append(new Append(entry, verdict.answer(), bytes));
        }
    }

    /** A signature does not count here: whoever has recorded a signed frame could send it as often as he likes. */
    private boolean authenticated(String vin) {
        Trust session = parts.sessions().trust(vin, this);
        return session != null && session.bearsOnDecisions();
    }

    private ObdVerdict judge(ObdFrame frame, Read read, ObdJudge.Origin origin) {
        ReadFrame whole = read.frame;
        if (whole == null) {
            log.error("Our own code failed on an OBD frame", read.failure);
            return parts.judge().broken(frame, origin);
        }
        try {
            return parts.judge().judge(whole, read.device, origin);
        } catch (RuntimeException e) {
            log.error("Our own code failed on an OBD frame", e);
            return parts.judge().broken(frame, origin);
        }
    }

    private void rememberVin(String vin) {
        if (parts.sessions().trust(vin, this) == null) {
            vins.remove(vin);
        } else if (vins.add(vin) && vins.size() > parts.settings().vinsPerConnection()) {
            String oldest = vins.iterator().next();
            vins.remove(oldest);
            parts.sessions().end(oldest, this);
        }
    }

    /** What waits here when the connection goes is judged by it: the terminal's next connection has the session by then. */
    private void rememberTrust(ObdFrame frame, @Nullable LogEntry entry) {
        String vin = frame.vin();
        boolean login = frame.command() == ObdCommand.LOGIN;
        Trust trust = gone && login && entry != null
                ? entry.trust()
                : parts.sessions().trust(vin, this);
        if (trust != null) {
            trusts.put(vin, trust);
            if (trusts.size() > parts.settings().vinsPerConnection()) {
                trusts.remove(trusts.keySet().iterator().next());
            }
        }
    }

    private void append(Append append) {
        var unused = parts.log()
                .append(append.entry)
                .whenCompleteAsync((stored, failure) -> appended(append, failure), channel.eventLoop());
    }

    private void appended(Append append, @Nullable Throwable failure) {
        if (failure == null) {
            done(append.bytes, append.answer);
        } else {
            log.debug("A frame waits for the log: {}", failure.getMessage());
            unsaved.add(append);
            waitFor(parts.log().whenWritable(append.entry.kind()));
        }
    }

    private void done(int bytes, @Nullable ObdFrame answer) {
        heldBytes -= bytes;
        parts.onTheWay().release(bytes);
        // Who asks and does not listen gets no further answers: they would pile up here.
        if (answer != null && channel.isWritable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(answer.bytes().toArray()), channel.voidPromise());
        }
        throttle();
    }

    private void waitFor(CompletableFuture<Void> better) {
        if (!waiting) {
            waiting = true;
            throttle();
            var unused = better.thenRunAsync(
                    () -> channel.eventLoop().schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS),
                    channel.eventLoop());
        }
    }

    private void retry() {
        waiting = false;
        List<Append> again = new ArrayList<>(unsaved);
        unsaved.clear();
        again.forEach(this::append);
        pump();
        throttle();
    }

    private void throttle() {
        if (gone) {
            return;
        }
        boolean autoRead = channel.config().isAutoRead();
        int most = parts.settings().connectionBytes();
        boolean full = heldBytes > (autoRead ? most : most / 2);
        boolean spent = parts.onTheWay().spent();
        boolean read = !waiting && !full && !spent && !tooFast();
        if (read != autoRead) {
            channel.config().setAutoRead(read);
        }
        if (spent) {
            parts.onTheWay().whenFree(resume);
        }
    }

    /** Returns whether unauthenticated frames came too fast lately, and comes back when they no longer did. */
    private boolean tooFast() {
        long nanos = claimed.nanosUntilFree(System.nanoTime());
        if (nanos > 0 && !slowed) {
            slowed = true;
            parts.counters().event(Protocol.OBD, "slowed_claimed");
            channel.eventLoop()
                    .schedule(
                            () -> {
                                slowed = false;
                                throttle();
                            },
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
        return nanos > 0;
    }

    private void endSessionsWhenDone() {
        if (gone && frames.isEmpty() && !reading) {
            vins.forEach(vin -> parts.sessions().end(vin, this));
            vins.clear();
        }
    }

    private record Taken(ObdFrame frame, Instant receivedAt) {}

    /** A frame that was read, or on which our own code failed. */
    private record Read(
            Optional<ProjectedDevice> device,
            @Nullable ReadFrame frame,
            @Nullable Throwable failure) {}

    private record Append(LogEntry entry, @Nullable ObdFrame answer, int bytes) {}
}
