package io.plumewatch.gateway.obd;

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
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.plumewatch.gateway.chip.ChipIds;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.ByteBudget;
import io.plumewatch.gateway.tcp.Network;
import io.plumewatch.gateway.tcp.Sessions;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for OBD terminals.
 *
 * <p>The way of a frame: {@link ObdConnection} cuts it → {@link ObdDelivery} → {@link ObdJudge} → log → an answer, if the
 * standard has one.
 */
public final class ObdServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ObdServer.class);
    private static final int THREADS = 2;
    private static final int VERIFIERS = 2;
    private static final int BACKLOG = 1024;
    private static final long STOP_MILLIS = 5_000;

    private final ObdSettings settings;
    private final ObdParts parts;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ExecutorService verifiers =
            Executors.newFixedThreadPool(VERIFIERS, task -> new Thread(task, "obd-signatures"));
    private @Nullable Channel listener;
    private @Nullable Channel tlsListener;

    public ObdServer(ObdSettings settings, Parts shared, InstantSource clock, TimeRules times, String gatewayId) {
        this.settings = settings;
        var sessions = new Sessions();
        var networks = settings.trustedNetworks().stream().map(Network::of).toList();
        var judge = new ObdJudge(
                new ObdAdmission(networks, sessions, shared.counters),
                new KnownTerminals(),
                new ObdAnswers(settings.ackModes()),
                times,
                shared.quarantine,
                shared.counters,
                shared.seen,
                gatewayId);
        this.parts = new ObdParts(
                settings,
                new ObdSignatures(shared.chips, verifiers, shared.counters),
                judge,
                sessions,
                shared.devices,
                shared.log,
                shared.quarantine,
                shared.counters,
                clock,
                new ByteBudget(settings.totalBytes()),
                new ByteBudget(settings.bufferedBytes()));
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(THREADS, io);
    }

    /** What the server shares with the other protocols. */
    public record Parts(
            ReadingLog log,
            Devices devices,
            ChipIds chips,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen) {}

    /** Listens; on the TLS port only where certificates are configured. */
    public void start() {
        ObdTlsSettings tls = settings.tls();
        Optional<SslContext> context = tls.context();
        listener = listen(settings.port(), new Pipeline(null));
        log.info("Listening for OBD terminals on {}:{}", settings.bind(), port());
        if (context.isPresent()) {
            tlsListener = listen(tls.port(), new Pipeline(context.get()));
            log.info("Listening for OBD terminals with certificates on {}:{}", settings.bind(), tlsPort());
        }
    }

    private Channel listen(int port, Pipeline pipeline) {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline)
                .bind(settings.bind(), port)
                .syncUninterruptibly()
                .channel();
    }

    /** Returns the port it listens on. */
    public int port() {
        return port(listener, settings.port());
    }

    /** Returns the port it listens on for TLS, if it does. */
    public int tlsPort() {
        return port(tlsListener, settings.tls().port());
    }

    private static int port(@Nullable Channel channel, int otherwise) {
        return channel == null ? otherwise : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Stops accepting and reading, waits for what is on its way to the log, and closes the connections. */
    @Override
    public void close() {
        Stream.of(Optional.ofNullable(listener), Optional.ofNullable(tlsListener))
                .flatMap(Optional::stream)
                .forEach(now -> now.close().awaitUninterruptibly(STOP_MILLIS));
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
        verifiers.shutdownNow();
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final @Nullable SslContext tls;

        Pipeline(@Nullable SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void initChannel(SocketChannel connection) {
            if (connections.size() >= settings.connections()) {
                parts.counters().event(Protocol.OBD, "refused_connection");
                connection.close();
                return;
            }
            connections.add(connection);
            var pipeline = connection.pipeline();
            if (tls != null) {
                SslHandler handler = tls.newHandler(connection.alloc(), verifiers);
                handler.setHandshakeTimeoutMillis(settings.tls().handshake().toMillis());
                pipeline.addLast(handler);
            }
            pipeline.addLast(new IdleStateHandler(settings.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
            pipeline.addLast(tls == null ? new ObdConnection(parts, null) : new ObdTlsEntrance(parts));
        }
    }
}
