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
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the peers of one protocol and gives each connection its line. */
public final class TcpServer<F> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TcpServer.class);
    private static final int BACKLOG = 1024;
    private static final long STOP_MILLIS = 5_000;

    private final String bind;
    private final int port;
    private final TcpParts parts;
    private final Speech<F> protocol;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listener;

    /**
     * Makes a server that does not listen yet.
     *
     * @param port 0..65,535; 0 = any free one
     * @param threads event loops, 1..64
     */
    public TcpServer(String bind, int port, int threads, TcpParts parts, Speech<F> protocol) {
        this.bind = bind;
        this.port = port;
        this.parts = parts;
        this.protocol = protocol;
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(threads, io);
    }

    /** What a protocol does with a connection. */
    public interface Speech<F> {

        /** Returns what cuts the stream of one connection. */
        Frames<F> frames();

        /** Returns what handles the frames of one connection. */
        Line<F> line(Channel channel, InetAddress address);
    }

    public void start() {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        listener = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline())
                .bind(bind, port)
                .syncUninterruptibly()
                .channel();
        log.info("Listening for {} on {}:{}", parts.protocol().label(), bind, port());
    }

    /** Returns the port it listens on. */
    public int port() {
        Channel now = listener;
        return now == null ? port : ((InetSocketAddress) now.localAddress()).getPort();
    }

    /** Returns the threads behind the connections, for what must happen later. Whoever runs there must not block. */
    public ScheduledExecutorService loops() {
        return loops;
    }

    /** Stops accepting and reading, waits for what is on its way to the log, and closes the connections. */
    @Override
    public void close() {
        Channel now = listener;
        if (now != null) {
            now.close().awaitUninterruptibly(STOP_MILLIS);
        }
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

    private final class Pipeline extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel connection) {
            if (connections.size() >= parts.bounds().connections()) {
                parts.counters().event(parts.protocol(), "refused_connection");
                connection.close();
                return;
            }
            connections.add(connection);
            connection
                    .pipeline()
                    .addLast(new IdleStateHandler(parts.bounds().idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                    .addLast(new FrameConnection<>(parts, protocol));
        }
    }
}
