package io.plumewatch.gateway.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the peers of one protocol and gives each connection its line. */
public final class TcpServer<F, K> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpServer.class);
    private static final int THREADS = 2;
    private static final int BACKLOG = 1024;
    private static final long STOP_MILLIS = 5_000;

    private final String bind;
    private final int port;
    private final TcpParts parts;
    private final Speech<F, K> speech;
    private final @Nullable TlsDoor tls;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listener;
    private @Nullable Channel tlsListener;

    /**
     * Makes a server that does not listen yet.
     *
     * @param port 0..65,535; 0 = any free one
     * @param tls a second port, for peers with certificates; null for none
     */
    public TcpServer(String bind, int port, TcpParts parts, Speech<F, K> speech, @Nullable TlsDoor tls) {
        this.bind = bind;
        this.port = port;
        this.parts = parts;
        this.speech = speech;
        this.tls = tls;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(THREADS, io);
    }

    /** Listens; on the TLS port only where there is one. */
    public void start() {
        listener = listen(port, null);
        log.info("Listening for {} on {}:{}", parts.protocol().label(), bind, port());
        if (tls != null) {
            tlsListener = listen(tls.port(), tls);
            log.info(
                    "Listening for {} with certificates on {}:{}",
                    parts.protocol().label(),
                    bind,
                    tlsPort());
        }
    }

    private Channel listen(int at, @Nullable TlsDoor door) {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline(door))
                .bind(bind, at)
                .syncUninterruptibly()
                .channel();
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
        connections.forEach(connection ->
                connection.eventLoop().execute(() -> connection.config().setAutoRead(false)));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            while (parts.onTheWay().held() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.close().awaitUninterruptibly(STOP_MILLIS);
        loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
    }

    private static void stopListening(@Nullable Channel now) {
        if (now != null) {
            now.close().awaitUninterruptibly(STOP_MILLIS);
        }
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final @Nullable TlsDoor door;

        Pipeline(@Nullable TlsDoor door) {
            this.door = door;
        }

        @Override
        protected void initChannel(SocketChannel connection) {
            if (connections.size() >= parts.bounds().connections()) {
                parts.counters().event(parts.protocol(), "refused_connection");
                connection.close();
                return;
            }
            connections.add(connection);
            var pipeline = connection.pipeline();
            if (door != null) {
                SslHandler handler = door.context().newHandler(connection.alloc(), door.workers());
                handler.setHandshakeTimeoutMillis(door.handshake().toMillis());
                pipeline.addLast(handler);
            }
            pipeline.addLast(new IdleStateHandler(parts.bounds().idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
            pipeline.addLast(
                    door == null ? new FrameConnection<>(parts, speech, null) : new TlsEntrance<>(parts, speech));
        }
    }
}
