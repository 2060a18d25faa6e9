package io.plumewatch.gateway.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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

    private final List<Port<F, K>> ports = new ArrayList<>();

    private final RecvByteBufAllocator buffers = new SharedReads(READ_BYTES);

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
        listener = listen(port, null);
        log.info("Listening for {} on {}:{}", parts.protocol().label(), bind, port());
        if (tls != null) {
            tlsListener = listen(tls.settings().port(), tls);
            tls.watch(loops, context -> ports.forEach(each -> each.endIf(context::isRevoked)));
            log.info("Listening for {} with TLS on {}:{}", parts.protocol().label(), bind, tlsPort());
        }
    }

    private Stream<Channel> channels() {
        return ports.stream().flatMap(Port::channels);
    }

    private Channel listen(int at, @Nullable TlsDoor door) {
        var arrivals = new Port<>(parts, speech, door);
        ports.add(arrivals);
        var unused = loops.scheduleWithFixedDelay(arrivals::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
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
                .childHandler(arrivals);
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
}
