package io.plumewatch.gateway.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the peers of one protocol and gives each connection its line. */
public final class TcpServer<F, K> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpServer.class);
    private static final int THREADS = 2;
    private static final int ACCEPTED_AT_ONCE = 256;
    private static final int READ_BYTES = 16_384;
    private static final long WATCH_MILLIS = 250;
    private static final long STOP_MILLIS = 5_000;

    private final String bind;
    private final int port;
    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final @Nullable TlsDoor tls;
    private final EventLoopGroup loops;

    /** Of its own: behind thousands of busy connections a new one would wait until its peer gives up. */
    private final EventLoopGroup accepting;

    private final Set<FrameConnection<F, K>> connections = ConcurrentHashMap.newKeySet();

    /** Shared, for a buffer that learns its size costs each connection a hundred bytes. */
    private final RecvByteBufAllocator buffers = new FixedRecvByteBufAllocator(READ_BYTES);

    private @Nullable Channel listener;
    private @Nullable Channel tlsListener;

    /**
     * Makes a server that does not listen yet.
     *
     * @param port 0..65,535; 0 = any free one
     * @param tls a second port, unless it is off
     * @throws IllegalArgumentException when the files of TLS cannot be used
     */
    public TcpServer(String bind, int port, TcpParts parts, Speech<F, K> speech, TlsSettings tls) {
        this.bind = bind;
        this.port = port;
        this.parts = parts;
        this.speech = speech;
        this.tls = tls.isOn() ? new TlsDoor(tls) : null;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(THREADS, io);
        this.accepting = new MultiThreadIoEventLoopGroup(1, io);
    }

    /** Listens; on the TLS port only where there is one. */
    public void start() {
        var unused = loops.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        listener = listen(port, null);
        log.info("Listening for {} on {}:{}", parts.protocol().label(), bind, port());
        if (tls != null) {
            tlsListener = listen(tls.settings().port(), tls);
            tls.watch(loops, this::endRevoked);
            log.info("Listening for {} with TLS on {}:{}", parts.protocol().label(), bind, tlsPort());
        }
    }

    private void watch() {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.watch(now));
    }

    private void endRevoked(TlsContext context) {
        connections.forEach(connection -> connection.endIf(context::isRevoked));
    }

    private Stream<Channel> channels() {
        return connections.stream().map(FrameConnection::channel).filter(Objects::nonNull);
    }

    private Channel listen(int at, @Nullable TlsDoor door) {
        var bootstrap = new ServerBootstrap()
                .group(accepting, loops)
                .channelFactory(this::listening)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(ACCEPTED_AT_ONCE))
                .option(ChannelOption.SO_BACKLOG, parts.bounds().peers().backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, buffers)
                .childHandler(new Pipeline(door));
        KeepAlive.every(parts.bounds().peers().keepAlive(), bootstrap);
        return bootstrap.bind(bind, at).syncUninterruptibly().channel();
    }

    /** Listens to the older protocol alone for an address of it: each connection of the other costs the system more. */
    private ServerChannel listening() {
        boolean newer = new InetSocketAddress(bind, 0).getAddress() instanceof Inet6Address;
        if (!Epoll.isAvailable()) {
            return new NioServerSocketChannel();
        }
        return newer ? new EpollServerSocketChannel() : new EpollServerSocketChannel(SocketProtocolFamily.INET);
    }

    /** Returns the port it listens on. */
    public int port() {
        return port(listener, port);
    }

    /** Returns the port it listens on for TLS, or 0. */
    public int tlsPort() {
        return port(tlsListener, 0);
    }

    private static int port(@Nullable Channel channel, int otherwise) {
        return channel == null ? otherwise : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Returns the threads behind the connections, for what must happen later. Whoever runs there must not block. */
    public ScheduledExecutorService loops() {
        return loops;
    }

    /** Stops accepting and reading, waits for what is on its way to the log, and closes the connections. */
    @Override
    public void close() {
        stopListening(listener);
        stopListening(tlsListener);
        parts.onTheWay().stop();
        channels()
                .forEach(channel ->
                        channel.eventLoop().execute(() -> channel.config().setAutoRead(false)));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            while (parts.onTheWay().held() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels().forEach(Channel::close);
        accepting.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
        loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
        if (tls != null) {
            tls.close();
        }
    }

    private static void stopListening(@Nullable Channel now) {
        if (now != null) {
            now.close().awaitUninterruptibly(STOP_MILLIS);
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final @Nullable TlsDoor door;
        private final Doorkeeper keeper = new Doorkeeper(parts.bounds().peers());

        Pipeline(@Nullable TlsDoor door) {
            this.door = door;
            parts.counters().connections(parts.protocol(), door != null, keeper::connections);
        }

        @Override
        protected void initChannel(SocketChannel connection) {
            InetSocketAddress peer = connection.remoteAddress();
            if (peer == null) {
                connection.close();
                return;
            }
            InetAddress address = peer.getAddress();
            Doorkeeper.Refused refused = keeper.enter(address);
            if (refused != null) {
                refuse(connection, refused);
                return;
            }
            connection.closeFuture().addListener(closed -> keeper.leave(address));
            var pipeline = connection.pipeline();
            if (door == null) {
                pipeline.addLast(new FrameConnection<>(parts, speech, connections, null));
            } else {
                pipeline.addLast(door.handler(connection.alloc()), new TlsEntrance<>(parts, speech, connections));
            }
        }

        /** Resets it, which leaves nothing of it behind here. */
        private void refuse(SocketChannel connection, Doorkeeper.Refused why) {
            parts.counters().refusedConnection(parts.protocol(), why.name());
            connection.config().setSoLinger(0);
            connection.close();
        }
    }
}
