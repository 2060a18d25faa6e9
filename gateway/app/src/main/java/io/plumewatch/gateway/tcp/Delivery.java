package io.plumewatch.gateway.tcp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * is gone meanwhile. An answer goes out only after the log has what it answers.
 */
final class Delivery<F, K> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final long RETRY_MILLIS = 200;

    /** What a frame costs beside its bytes while it is on its way: the shortest ones cost twenty times their length. */
    static final int FRAME_COST = 700;

    private final TcpParts parts;
    private final Channel channel;
    private final Line<F, K> line;
    private @Nullable ArrayDeque<Taken<F>> frames;
    private @Nullable List<Append> unsaved;
    private long claimedPaidUntil;
    private long paidUntil;
    private int heldBytes;
    private int strangers;
    private boolean lookingUp;
    private boolean waiting;
    private boolean slowed;
    private boolean flushing;
    private boolean gone;
    private boolean leaving;

    Delivery(TcpParts parts, Channel channel, Line<F, K> line) {
        this.parts = parts;
        this.channel = channel;
        this.line = line;
        this.claimedPaidUntil = System.nanoTime();
        this.paidUntil = claimedPaidUntil;
    }

    Channel channel() {
        return channel;
    }

    /** The connection is there. What all hold together counts before its first byte, too: peers that come and go add up. */
    void opened() {
        throttle();
    }

    /** The budget is free again. Called from any thread. */
    @Override
    public void run() {
        channel.eventLoop().execute(this::throttle);
    }

    void take(F frame, Instant receivedAt) {
        int bytes = line.bytes(frame);
        heldBytes += bytes;
        parts.onTheWay().hold(bytes + FRAME_COST);
        if (lookingUp || waiting || frames != null) {
            frames().addLast(new Taken<>(frame, receivedAt, bytes));
        } else {
            lookUp(frame, receivedAt, bytes);
        }
        throttle();
    }

    /** The connection is gone; its line ends when its last frame is judged. */
    void gone() {
        gone = true;
        parts.onTheWay().forget(this);
        endWhenDone();
    }

    /** Returns whether the socket is not read at the moment, so that its silence means nothing. */
    boolean throttled() {
        return !channel.config().isAutoRead();
    }

    private void pump() {
        while (!lookingUp && !waiting && frames != null) {
            Taken<F> next = frames.removeFirst();
            if (frames.isEmpty()) {
                frames = null;
            }
            lookUp(next.frame, next.receivedAt, next.bytes);
        }
        endWhenDone();
    }

    /** Idle connections have none. */
    private ArrayDeque<Taken<F>> frames() {
        ArrayDeque<Taken<F>> now = frames;
        if (now == null) {
            now = new ArrayDeque<>();
            frames = now;
        }
        return now;
    }

    private void lookUp(F frame, Instant receivedAt, int bytes) {
        CompletableFuture<K> known = line.lookUp(frame);
        if (known.isDone() && !known.isCompletedExceptionally()) {
            handle(frame, known.join(), receivedAt, bytes);
        } else {
            lookingUp = true;
            var next = new Taken<>(frame, receivedAt, bytes);
            var unused =
                    known.whenCompleteAsync((found, failure) -> lookedUp(next, found, failure), channel.eventLoop());
        }
    }

    private void lookedUp(Taken<F> next, @Nullable K found, @Nullable Throwable failure) {
        lookingUp = false;
        if (failure == null) {
            handle(next.frame, Objects.requireNonNull(found), next.receivedAt, next.bytes);
        } else {
            failed(next, cause(failure));
        }
        pump();
    }

    private void failed(Taken<F> next, Throwable cause) {
        CompletableFuture<Void> better = line.again(cause);
        if (better == null) {
            handled(next.frame, broken(next.frame, next.receivedAt, cause), next.bytes);
        } else {
            frames().addFirst(next);
            waitFor(better);
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private void handle(F frame, K known, Instant receivedAt, int bytes) {
        Line.Verdict verdict;
        try {
            verdict = line.judge(frame, known, receivedAt);
        } catch (RuntimeException e) {
            verdict = broken(frame, receivedAt, e);
        }
        handled(frame, verdict, bytes);
    }

    /** A frame on which our own code fails costs this frame only, not its bytes of the budget nor the connection. */
    private Line.Verdict broken(F frame, Instant receivedAt, Throwable cause) {
        log.error("Our own code failed on a frame of {}", parts.protocol().label(), cause);
        return line.broken(frame, receivedAt);
    }

    private void handled(F frame, Line.Verdict verdict, int bytes) {
        pay(bytes + RateBounds.FRAME_BYTES, line.vouched(frame));
        heed(verdict.sender());
        LogEntry entry = verdict.entry();
        if (entry == null) {
            done(bytes, verdict.answer());
        } else {
            append(new Append(entry, verdict.answer(), bytes));
        }
    }

    /** Hangs up on who speaks for nobody, once what it sent so far is answered. */
    private void heed(Line.Sender sender) {
        strangers = sender == Line.Sender.KNOWN ? 0 : strangers + 1;
        if (leaving || strangers == 0) {
            return;
        }
        int most = sender == Line.Sender.PASSED_ON
                ? parts.bounds().platformStrangerFrames()
                : parts.bounds().strangerFrames();
        leaving = strangers >= most || sender == Line.Sender.EXPELLED;
        if (leaving) {
            String why = sender == Line.Sender.EXPELLED ? "closed_expelled" : "closed_stranger";
            parts.counters().event(parts.protocol(), why);
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
            List<Append> now = unsaved == null ? new ArrayList<>() : unsaved;
            now.add(append);
            unsaved = now;
            waitFor(parts.log().whenWritable(append.entry.kind()));
        }
    }

    private void done(int bytes, byte @Nullable [] answer) {
        heldBytes -= bytes;
        parts.onTheWay().release(bytes + FRAME_COST);
        // Who asks and does not listen gets no further answers: they would pile up here.
        if (answer != null && channel.isWritable()) {
            channel.write(Unpooled.wrappedBuffer(answer), channel.voidPromise());
            flushSoon();
        }
        if (leaving && heldBytes == 0) {
            channel.flush();
            channel.close();
        }
        throttle();
    }

    /** What the log stores together it tells together: one system call for all those answers. */
    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(() -> {
                flushing = false;
                channel.flush();
            });
        }
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
        List<Append> again = unsaved;
        unsaved = null;
        if (again != null) {
            again.forEach(this::append);
        }
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
        boolean read = !leaving && !waiting && !full && !spent && !slowed;
        if (read != reading) {
            channel.config().setAutoRead(read);
        }
        if (spent) {
            parts.onTheWay().whenFree(this);
        }
    }

    /** Counts what came, and reads no further for a while when it came too fast. */
    private void pay(int bytes, boolean vouched) {
        long now = System.nanoTime();
        Rates rates = parts.rates();
        if (vouched) {
            paidUntil = rates.connection().spend(paidUntil, bytes, now);
        } else {
            claimedPaidUntil = rates.claimed().spend(claimedPaidUntil, bytes, now);
        }
        rates.total().spend(bytes, now);
        if (!slowed && nanosUntilFree(now) > 0) {
            boolean itself = rates.connection().nanosUntilFree(paidUntil, now) > 0;
            boolean claimed = rates.claimed().nanosUntilFree(claimedPaidUntil, now) > 0;
            String why = claimed ? "slowed_claimed" : itself ? "slowed_connection" : "slowed_total";
            parts.counters().event(parts.protocol(), why);
            slow(now);
        }
    }

    private long nanosUntilFree(long now) {
        Rates rates = parts.rates();
        long own = Math.max(
                rates.claimed().nanosUntilFree(claimedPaidUntil, now),
                rates.connection().nanosUntilFree(paidUntil, now));
        return Math.max(own, rates.total().nanosUntilFree(now));
    }

    /** Frames that were read already may make it longer meanwhile. */
    private void slow(long now) {
        long nanos = nanosUntilFree(now);
        slowed = nanos > 0;
        if (slowed) {
            channel.eventLoop().schedule(() -> slow(System.nanoTime()), nanos, TimeUnit.NANOSECONDS);
        }
        throttle();
    }

    private void endWhenDone() {
        if (gone && frames == null && !lookingUp) {
            line.ended();
        }
    }

    private record Taken<F>(F frame, Instant receivedAt, int bytes) {}

    private record Append(LogEntry entry, byte @Nullable [] answer, int bytes) {}
}
