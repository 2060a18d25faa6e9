package io.plumewatch.gateway.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the frames of one connection to the log, in their order, and reads the socket no further while that takes long.
 *
 * <p>Runs on the connection's event loop only. What it has taken it keeps until the log has it, also when the connection
 * is gone meanwhile. An answer goes out only after the log has what it answers.
 */
final class Delivery<F> {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final long RETRY_MILLIS = 200;

    private final TcpParts parts;
    private final Channel channel;
    private final Line<F> line;
    private final ArrayDeque<Taken<F>> frames = new ArrayDeque<>();
    private final Queue<Append> unsaved = new ArrayDeque<>();
    private final Runnable resume;
    private int heldBytes;
    private boolean lookingUp;
    private boolean waiting;
    private boolean gone;

    Delivery(TcpParts parts, Channel channel, Line<F> line) {
        this.parts = parts;
        this.channel = channel;
        this.line = line;
        this.resume = () -> channel.eventLoop().execute(this::throttle);
    }

    void take(F frame, Instant receivedAt) {
        int bytes = line.bytes(frame);
        heldBytes += bytes;
        parts.onTheWay().hold(bytes);
        frames.add(new Taken<>(frame, receivedAt, bytes));
        pump();
        throttle();
    }

    /** The connection is gone; its line ends when its last frame is judged. */
    void gone() {
        gone = true;
        parts.onTheWay().forget(resume);
        endWhenDone();
    }

    /** Returns whether the socket is not read at the moment, so that its silence means nothing. */
    boolean throttled() {
        return !channel.config().isAutoRead();
    }

    private void pump() {
        while (!lookingUp && !waiting && !frames.isEmpty()) {
            Taken<F> next = frames.remove();
            CompletableFuture<Optional<ProjectedDevice>> device = line.lookUp(next.frame);
            if (device.isDone() && !device.isCompletedExceptionally()) {
                handle(next, device.join());
            } else {
                lookingUp = true;
                var unused = device.whenCompleteAsync(
                        (found, failure) -> lookedUp(next, found, failure), channel.eventLoop());
            }
        }
        endWhenDone();
    }

    private void lookedUp(Taken<F> next, @Nullable Optional<ProjectedDevice> found, @Nullable Throwable failure) {
        lookingUp = false;
        if (failure == null) {
            handle(next, Objects.requireNonNull(found));
            pump();
        } else {
            frames.addFirst(next);
            waitFor(parts.devices().whenPresent());
        }
    }

    private void handle(Taken<F> taken, Optional<ProjectedDevice> device) {
        Line.Verdict verdict = judge(taken, device);
        LogEntry entry = verdict.entry();
        if (entry == null) {
            done(taken.bytes, verdict.answer());
        } else {
            append(new Append(entry, verdict.answer(), taken.bytes));
        }
    }

    /** A frame on which our own code fails costs this frame only, not its bytes of the budget nor the connection. */
    private Line.Verdict judge(Taken<F> taken, Optional<ProjectedDevice> device) {
        try {
            return line.judge(taken.frame, device, taken.receivedAt);
        } catch (RuntimeException e) {
            log.error("Our own code failed on a frame of {}", parts.protocol().label(), e);
            line.broken(taken.frame, taken.receivedAt);
            return Line.Verdict.DONE;
        }
    }

    private void append(Append append) {
        var unused = parts.log()
                .append(append.entry)
                .whenCompleteAsync((stored, failure) -> appended(append, failure), channel.eventLoop());
    }

    private void appended(Append append, @Nullable Throwable failure) {
        if (failure == null) {
            line.stored(append.entry);
            done(append.bytes, append.answer);
        } else {
            log.debug("A frame waits for the log: {}", failure.getMessage());
            unsaved.add(append);
            waitFor(parts.log().whenWritable(append.entry.kind()));
        }
    }

    private void done(int bytes, byte @Nullable [] answer) {
        heldBytes -= bytes;
        parts.onTheWay().release(bytes);
        // Who asks and does not listen gets no further answers: they would pile up here.
        if (answer != null && channel.isWritable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(answer), channel.voidPromise());
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
        boolean reading = channel.config().isAutoRead();
        int most = parts.bounds().connectionBytes();
        boolean full = heldBytes > (reading ? most : most / 2);
        boolean spent = parts.onTheWay().spent();
        boolean read = !waiting && !full && !spent;
        if (read != reading) {
            channel.config().setAutoRead(read);
        }
        if (spent) {
            parts.onTheWay().whenFree(resume);
        }
    }

    private void endWhenDone() {
        if (gone && frames.isEmpty() && !lookingUp) {
            line.ended();
        }
    }

    private record Taken<F>(F frame, Instant receivedAt, int bytes) {}

    private record Append(LogEntry entry, byte @Nullable [] answer, int bytes) {}
}
