package io.plumewatch.gateway.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One port: who is let in there, and who is open. */
final class Port<F, K> extends ChannelInitializer<SocketChannel> {

    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final @Nullable TlsDoor door;
    private final Doorkeeper keeper;
    private final Set<FrameConnection<F, K>> open = ConcurrentHashMap.newKeySet();
    private final LongestSilent<F, K> silent;

    /** One for all: each of its own would cost a connection memory. */
    private final ChannelFutureListener leaves;

    Port(TcpParts parts, Speech<F, K> speech, @Nullable TlsDoor door) {
        this.parts = parts;
        this.speech = speech;
        this.door = door;
        this.keeper = new Doorkeeper(parts.bounds().peers());
        this.silent = new LongestSilent<>(open, parts.bounds().peers().givesWay());
        this.leaves =
                closed -> keeper.leave(((InetSocketAddress) closed.channel().remoteAddress()).getAddress());
        parts.counters().connections(parts.protocol(), door != null, keeper::connections);
    }

    /** Ends those who have been without a frame for too long. Called now and then. */
    void watch() {
        long now = System.nanoTime();
        open.forEach(connection -> connection.watch(now));
    }

    /** Ends those whose certificate is one of these. */
    void endIf(Predicate<X509Certificate> revoked) {
        open.forEach(connection -> connection.endIf(revoked));
    }

    Stream<Channel> channels() {
        return open.stream().map(FrameConnection::channel).filter(Objects::nonNull);
    }

    @Override
    protected void initChannel(SocketChannel connection) {
        InetSocketAddress peer = connection.remoteAddress();
        if (peer == null) {
            connection.close();
            return;
        }
        InetAddress address = peer.getAddress();
        Doorkeeper.Refused refused = keeper.enter(address, () -> silent.giveWay(System.nanoTime()));
        if (refused != null) {
            refuse(connection, refused);
            return;
        }
        connection.closeFuture().addListener(leaves);
        var pipeline = connection.pipeline();
        if (door == null) {
            pipeline.addLast(new FrameConnection<>(parts, speech, open, null));
        } else {
            pipeline.addLast(door.handler(connection.alloc()), new TlsEntrance<>(parts, speech, open));
        }
    }

    /** Resets it, which leaves nothing of it behind here. */
    private void refuse(SocketChannel connection, Doorkeeper.Refused why) {
        parts.counters().refusedConnection(parts.protocol(), why.name());
        connection.config().setSoLinger(0);
        connection.close();
    }
}
