package io.plumewatch.gateway.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connection of a peer with all that belongs to it but the network. A new peer comes when the last one was closed. */
public final class FuzzedConnection<F, K> implements AutoCloseable {

    private static final int INPUTS_OF_A_PEER = 40;
    private static final SocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_711);

    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final Set<FrameConnection<F, K>> open = ConcurrentHashMap.newKeySet();
    private @Nullable EmbeddedChannel channel;
    private int inputs;

    public FuzzedConnection(TcpParts parts, Speech<F, K> speech) {
        this.parts = parts;
        this.speech = speech;
    }

    /** Brings the bytes in two portions, and lets happen what follows from them. */
    public void take(byte[] bytes, SplittableRandom random) {
        EmbeddedChannel now = channel;
        if (now == null || !now.isOpen() || inputs++ >= INPUTS_OF_A_PEER) {
            close();
            now = new Peer();
            now.pipeline().addLast(new FrameConnection<>(parts, speech, open, null));
            channel = now;
            inputs = 0;
        }
        int split = random.nextInt(bytes.length + 1);
        now.writeInbound(Unpooled.copiedBuffer(bytes, 0, split));
        // Who speaks for nobody, or too much, is hung up on; the next peer says the rest of it, or something else.
        if (now.isOpen()) {
            now.writeInbound(Unpooled.copiedBuffer(bytes, split, bytes.length - split));
        }
        now.runPendingTasks();
        now.releaseOutbound();
        now.checkException();
        cutInSilence(bytes);
    }

    /** What a connection does only after a time in which nothing came. */
    private void cutInSilence(byte[] bytes) {
        Frames<F> frames = speech.frames();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        while (in.isReadable()) {
            int before = in.readableBytes();
            Frames.Piece<F> piece = frames.next(in);
            if (piece == null && frames.mayLackTheirEnd()) {
                piece = frames.atSilence(in);
            }
            if (piece == null) {
                byte[] head = frames.giveUp(in);
                expect(head.length <= before, "a head within the bytes", bytes);
            } else {
                // Of a frame with a wrong check value only the marker is gone: a good one may begin within.
                expect(before - in.readableBytes() <= piece.size(), "a piece of its size at most", bytes);
            }
            expect(in.readableBytes() < before, "progress", bytes);
        }
    }

    private static void expect(boolean holds, String what, byte[] bytes) {
        if (!holds) {
            throw new AssertionError("expected " + what + " of " + Arrays.toString(bytes));
        }
    }

    /** Returns how many connections were never taken off the list of the open ones. */
    public int open() {
        return open.size();
    }

    @Override
    public void close() {
        EmbeddedChannel now = channel;
        if (now != null) {
            now.close();
            now.runPendingTasks();
            now.releaseInbound();
            now.releaseOutbound();
        }
        channel = null;
    }

    private static final class Peer extends EmbeddedChannel {

        @Override
        protected SocketAddress remoteAddress0() {
            return ADDRESS;
        }
    }
}
