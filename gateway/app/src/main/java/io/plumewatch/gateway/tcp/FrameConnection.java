package io.plumewatch.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.quarantine.Quarantine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one peer: cuts them into frames, refuses what is none, and closes who sends nothing good.
 *
 * <p>A frame that begins and does not end in time may have had a broken length: its first byte is given up and the rest
 * searched again, so frames behind it are not lost. Only when there are none, the connection ends.
 */
final class FrameConnection<F, K> extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(FrameConnection.class);

    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final Frames<F> frames;
    private final Set<FrameConnection<F, K>> open;
    private final @Nullable X509Certificate peer;
    private @Nullable Delivery<F, K> delivery;
    private @Nullable ByteBuf rest;
    private int restBytes;
    private long restSinceNanos;
    private long lastBytesNanos;
    private long lastFrameNanos;
    private @Nullable BadInput bad;
    private boolean spoke;
    private boolean restTimed;
    private boolean silenceTimed;
    private boolean closing;

    /** Guarded by the lock of {@link LongestSilent}. */
    private boolean givesWay;

    /**
     * Makes the handler of a connection.
     *
     * @param open where it belongs while it is open; somebody has to call {@link #watch} for those there
     * @param peer the certificate that the peer has shown; null without TLS
     */
    FrameConnection(
            TcpParts parts, Speech<F, K> speech, Set<FrameConnection<F, K>> open, @Nullable X509Certificate peer) {
        this.parts = parts;
        this.speech = speech;
        this.open = open;
        this.peer = peer;
        this.frames = speech.frames();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            channelActive(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (delivery != null) {
            return;
        }
        delivery = new Delivery<>(parts, ctx.channel(), speech.line(ctx.channel(), address(ctx), peer));
        parts.counters().event(parts.protocol(), "opened");
        lastFrameNanos = System.nanoTime();
        open.add(this);
        delivery.opened();
    }

    /** Returns the channel, once it is there. */
    @Nullable
    Channel channel() {
        Delivery<F, K> to = delivery;
        return to == null ? null : to.channel();
    }

    /** Looks whether it has been without a frame for too long. Called from any thread, now and then. */
    void watch(long nowNanos) {
        Delivery<F, K> to = delivery;
        if (to != null && to.throttled()) {
            // While nothing is read, his silence is ours.
            lastFrameNanos = nowNanos;
        } else if (to != null && nowNanos - lastFrameNanos > patience().toNanos()) {
            to.channel().eventLoop().execute(() -> quiet(to));
        }
    }

    /** Returns when the last good frame came, or when it began; null when it is not here to stay. Called from any thread. */
    @Nullable
    Long silentSince() {
        Delivery<F, K> to = delivery;
        return to == null || closing || givesWay || to.throttled() ? null : lastFrameNanos;
    }

    /** Makes room for another one, unless something came since. Called from any thread. */
    boolean giveWay(long silentSince) {
        Delivery<F, K> to = delivery;
        if (to == null || closing || lastFrameNanos != silentSince) {
            return false;
        }
        givesWay = true;
        to.channel().eventLoop().execute(() -> close(to.channel(), "closed_for_a_newer"));
        return true;
    }

    /** Ends it if its certificate is one of these. Called from any thread. */
    void endIf(Predicate<X509Certificate> revoked) {
        Delivery<F, K> to = delivery;
        if (to != null && peer != null && revoked.test(peer)) {
            to.channel().eventLoop().execute(() -> close(to.channel(), "closed_revoked"));
        }
    }

    private void quiet(Delivery<F, K> to) {
        if (!to.throttled()
                && !closing
                && System.nanoTime() - lastFrameNanos > patience().toNanos()) {
            close(to.channel(), isNew() ? "closed_no_frame" : "closed_idle");
        }
    }

    private Duration patience() {
        PeerBounds peers = parts.bounds().peers();
        return isNew() ? peers.firstFrame() : peers.idle();
    }

    private boolean isNew() {
        PeerBounds peers = parts.bounds().peers();
        return !spoke && peers.firstFrame().compareTo(peers.idle()) < 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        lastBytesNanos = System.nanoTime();
        try {
            ByteBuf before = rest;
            if (before == null) {
                keep(ctx, in, cutAll(ctx, in));
            } else {
                before.discardReadBytes();
                before.writeBytes(in);
                keep(ctx, before, cutAll(ctx, before));
            }
        } finally {
            in.release();
        }
    }

    /** Takes every piece; returns whether there was a good frame among them. */
    private boolean cutAll(ChannelHandlerContext ctx, ByteBuf in) {
        return !closing && cutAll(ctx, in, frames.next(in));
    }

    private boolean cutAll(ChannelHandlerContext ctx, ByteBuf in, Frames.@Nullable Piece<F> first) {
        boolean good = false;
        Frames.Piece<F> piece = first;
        while (piece != null) {
            good |= taken(ctx, piece);
            piece = closing ? null : frames.next(in);
        }
        if (good) {
            spoke = true;
            lastFrameNanos = lastBytesNanos;
        }
        return good;
    }

    private boolean taken(ChannelHandlerContext ctx, Frames.Piece<F> piece) {
        F frame = piece.frame();
        if (frame == null) {
            refuse(ctx, piece);
            return false;
        }
        if (piece.sure()) {
            parts.counters().received(parts.protocol());
            bad = null;
        }
        Delivery<F, K> to = delivery;
        if (to != null) {
            to.take(frame, parts.clock().instant());
        }
        return true;
    }

    private void refuse(ChannelHandlerContext ctx, Frames.Piece<F> piece) {
        BadInput now = bad();
        if (piece.sure()) {
            now.badFrame();
        } else {
            now.garbage(piece.size());
        }
        Refusal refusal = piece.refusal();
        if (refusal != null) {
            sample(ctx, refusal, piece.head(), piece.size());
        }
        if (now.isEnough()) {
            close(ctx.channel(), "closed_bad_input");
        }
    }

    private BadInput bad() {
        BadInput now = bad;
        if (now == null) {
            now = new BadInput(parts.bounds().badFrames(), parts.bounds().badBytes());
            bad = now;
        }
        return now;
    }

    /** Keeps what may still become a frame. */
    private void keep(ChannelHandlerContext ctx, ByteBuf in, boolean good) {
        if (closing || !in.isReadable()) {
            dropRest();
            return;
        }
        ByteBuf now = rest;
        if (now == null) {
            now = ctx.alloc().heapBuffer(in.readableBytes());
            now.writeBytes(in);
            rest = now;
            restSinceNanos = System.nanoTime();
        } else if (good) {
            restSinceNanos = System.nanoTime();
        }
        account(now.readableBytes());
        if (parts.halfFrames().spent()) {
            close(ctx.channel(), "closed_no_memory");
            return;
        }
        if (!restTimed) {
            time(ctx, parts.bounds().halfFrame().toNanos());
        }
        if (!silenceTimed && frames.mayLackTheirEnd()) {
            timeSilence(ctx, parts.bounds().silence().toNanos());
        }
    }

    private void timeSilence(ChannelHandlerContext ctx, long nanos) {
        silenceTimed = true;
        ctx.executor().schedule(() -> silent(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void silent(ChannelHandlerContext ctx) {
        silenceTimed = false;
        ByteBuf half = rest;
        if (half == null || closing) {
            return;
        }
        long left = parts.bounds().silence().toNanos() - (System.nanoTime() - lastBytesNanos);
        if (left > 0) {
            timeSilence(ctx, left);
            return;
        }
        boolean good = cutAll(ctx, half, frames.atSilence(half));
        if (good || !half.isReadable()) {
            keep(ctx, half, good);
        }
    }

    private void time(ChannelHandlerContext ctx, long nanos) {
        restTimed = true;
        ctx.executor().schedule(() -> expire(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void expire(ChannelHandlerContext ctx) {
        restTimed = false;
        ByteBuf half = rest;
        if (half == null || closing) {
            return;
        }
        long left = parts.bounds().halfFrame().toNanos() - (System.nanoTime() - restSinceNanos);
        Delivery<F, K> to = delivery;
        if (left > 0 || to == null || to.throttled()) {
            time(ctx, Math.max(left, TimeUnit.SECONDS.toNanos(1)));
            return;
        }
        int size = half.readableBytes();
        sample(ctx, Refusal.of(Reason.HALF_FRAME, "the rest of the frame"), frames.giveUp(half), size);
        if (cutAll(ctx, half)) {
            keep(ctx, half, true);
        } else {
            close(ctx.channel(), "closed_half_frame");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        open.remove(this);
        dropRest();
        if (delivery != null) {
            delivery.gone();
        }
        parts.counters().event(parts.protocol(), "ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            log.error(
                    "Our own code failed on the bytes of a peer of {}",
                    parts.protocol().label(),
                    cause);
        }
        close(ctx.channel(), "closed_error");
    }

    private void close(Channel channel, String why) {
        if (!closing) {
            closing = true;
            parts.counters().event(parts.protocol(), why);
            dropRest();
            channel.close();
        }
    }

    private void dropRest() {
        ByteBuf now = rest;
        rest = null;
        account(0);
        if (now != null) {
            now.release();
        }
    }

    private void account(int bytes) {
        parts.halfFrames().hold(bytes - restBytes);
        restBytes = bytes;
    }

    private void sample(ChannelHandlerContext ctx, Refusal refusal, byte[] bytes, int size) {
        byte[] head = bytes.length <= Quarantine.SAMPLE ? bytes : Arrays.copyOf(bytes, Quarantine.SAMPLE);
        parts.quarantine()
                .sample(
                        parts.protocol(),
                        address(ctx).getHostAddress(),
                        null,
                        refusal,
                        head,
                        size,
                        parts.clock().instant());
    }

    private static InetAddress address(ChannelHandlerContext ctx) {
        return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
    }
}
