package io.plumewatch.gateway.obd;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.BadInput;
import io.plumewatch.wire.obd.Cut;
import io.plumewatch.wire.obd.ObdFrame;
import io.plumewatch.wire.obd.ObdFrameCutter;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one terminal: cuts them into frames, judges what is none, and closes who sends nothing good.
 *
 * <p>A frame that begins and does not end in time may have had a broken length: its first byte is given up and the rest
 * searched again, so frames behind it are not lost. Only when there are none, the connection ends.
 */
final class ObdConnection extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(ObdConnection.class);

    private final ObdParts parts;
    private final ObdFrameCutter cutter = new ObdFrameCutter();
    private final BadInput bad;
    private final @Nullable Set<String> certified;
    private @Nullable ObdDelivery delivery;
    private @Nullable ByteBuf rest;
    private int restBytes;
    private long restSinceNanos;
    private boolean restTimed;
    private boolean closing;
    private int confidential;

    /**
     * Makes the handler of a connection.
     *
     * @param certified the VINs that its client certificate names; null without a certificate
     */
    ObdConnection(ObdParts parts, @Nullable Set<String> certified) {
        this.parts = parts;
        this.certified = certified;
        this.bad = new BadInput(parts.settings().badFrames(), parts.settings().badBytes());
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
        delivery = new ObdDelivery(parts, ctx.channel(), address(ctx), certified);
        parts.counters().event(Protocol.OBD, "opened");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
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

    /** Takes every cut; returns whether there was a good frame among them. */
    private boolean cutAll(ChannelHandlerContext ctx, ByteBuf in) {
        boolean good = false;
        Cut cut = closing ? null : cutter.next(in);
        while (cut != null) {
            if (cut instanceof Cut.Frame whole) {
                good = true;
                confidential = Math.max(0, confidential - cut.consumed());
                whole(whole.frame());
            } else {
                bad(ctx, cut);
            }
            cut = closing ? null : cutter.next(in);
        }
        return good;
    }

    private void whole(ObdFrame frame) {
        parts.counters().received(Protocol.OBD);
        bad.good();
        ObdDelivery to = delivery;
        if (to != null) {
            to.take(frame, parts.clock().instant());
        }
    }

    private void bad(ChannelHandlerContext ctx, Cut cut) {
        if (cut instanceof Cut.BadCheck wrong) {
            bad.badFrame();
            ObdFrame frame = wrong.frame();
            int length = frame.bytes().length();
            sample(ctx, Refusal.of(Reason.BCC_MISMATCH, expectedBcc(frame)), Confidential.keepable(frame), length);
            if (Confidential.is(frame)) {
                confidential = Math.max(confidential, length);
            }
        } else if (cut instanceof Cut.Garbage garbage) {
            bad.garbage(garbage.consumed());
            sample(
                    ctx,
                    Refusal.of(Reason.NOT_A_FRAME, "a frame of GB 17691 annex Q or HJ 1239.3, from ## or ~~"),
                    confidential > 0 ? Octets.NONE : garbage.bytes(),
                    garbage.consumed());
        }
        confidential = Math.max(0, confidential - cut.consumed());
        if (bad.isEnough()) {
            close(ctx, "closed_bad_input");
        }
    }

    private static String expectedBcc(ObdFrame frame) {
        return String.format(java.util.Locale.ROOT, "check byte 0x%02X", frame.bccComputed());
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
            close(ctx, "closed_no_memory");
        } else if (!restTimed) {
            time(ctx, parts.settings().halfFrame().toNanos());
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
        long left = parts.settings().halfFrame().toNanos() - (System.nanoTime() - restSinceNanos);
        ObdDelivery to = delivery;
        if (left > 0 || to == null || to.throttled()) {
            time(ctx, Math.max(left, TimeUnit.SECONDS.toNanos(1)));
            return;
        }
        byte[] head = new byte[Math.min(half.readableBytes(), Quarantine.SAMPLE)];
        half.getBytes(half.readerIndex(), head);
        sample(
                ctx,
                Refusal.of(Reason.HALF_FRAME, "the rest of the frame"),
                Confidential.keepableHead(Octets.of(head)),
                half.readableBytes());
        if (head.length >= ObdHeader.LENGTH
                && Confidential.keepableHead(Octets.of(head)).length() < head.length) {
            confidential = half.readableBytes();
        }
        half.skipBytes(1);
        boolean good = cutAll(ctx, half);
        if (good) {
            keep(ctx, half, true);
        } else {
            close(ctx, "closed_half_frame");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ObdDelivery to = delivery;
        if (event instanceof IdleStateEvent && to != null && !to.throttled()) {
            close(ctx, "closed_idle");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        dropRest();
        if (delivery != null) {
            delivery.gone();
        }
        parts.counters().event(Protocol.OBD, "ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            log.error("Our own code failed on the bytes of an OBD terminal", cause);
        }
        close(ctx, "closed_error");
    }

    private void close(ChannelHandlerContext ctx, String why) {
        if (!closing) {
            closing = true;
            parts.counters().event(Protocol.OBD, why);
            dropRest();
            ctx.close();
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

    private void sample(ChannelHandlerContext ctx, Refusal refusal, Octets bytes, int size) {
        byte[] head =
                bytes.slice(0, Math.min(bytes.length(), Quarantine.SAMPLE)).toArray();
        parts.quarantine()
                .sample(
                        Protocol.OBD,
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
