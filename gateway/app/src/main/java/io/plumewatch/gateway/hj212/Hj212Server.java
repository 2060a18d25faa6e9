package io.plumewatch.gateway.hj212;

import io.netty.channel.Channel;
import io.plumewatch.gateway.command.Order;
import io.plumewatch.gateway.command.StationCommands;
import io.plumewatch.gateway.command.Ticket;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.log.RecentlyStored;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Frames;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Speech;
import io.plumewatch.gateway.tcp.TcpParts;
import io.plumewatch.gateway.tcp.TcpServer;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Listens for air stations.
 *
 * <p>The way of a frame: {@link Hj212Frames} cuts it → {@link Hj212Line} → {@link Hj212Judge} → log → an answer, if the
 * station wants one. What we ask goes through its {@link Station} and {@link Dialogue}.
 */
public final class Hj212Server implements StationCommands, AutoCloseable {

    private static final long EXPIRY_SECONDS = 1;

    private final Hj212Desk desk;
    private final TcpServer<Received, Optional<ProjectedDevice>> server;

    public Hj212Server(Hj212Settings settings, Parts shared, InstantSource clock, TimeRules times, String gatewayId) {
        this.desk = new Hj212Desk(settings, UnitProfiles.in(settings.profiles()), shared, clock, times, gatewayId);
        var parts = new TcpParts(
                Protocol.HJ212,
                settings.limits(),
                shared.devices,
                shared.log,
                shared.quarantine,
                shared.counters,
                clock);
        this.server = new TcpServer<>(settings.bind(), settings.port(), parts, new Stations(), settings.tls());
    }

    /** What the server shares with the other protocols. */
    public record Parts(
            ReadingLog log,
            RecentlyStored recent,
            Devices devices,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen) {}

    public void start() {
        server.start();
        var unused = server.loops()
                .scheduleWithFixedDelay(desk::expireJoins, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the port it listens on for TLS, or 0. */
    public int tlsPort() {
        return server.tlsPort();
    }

    @Override
    public Ticket ask(String deviceNo, Order order, String person) {
        return desk.ask(deviceNo, order, person);
    }

    @Override
    public Optional<Ticket> ticket(String deviceNo, String id) {
        return desk.ticket(deviceNo, id);
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Stations implements Speech<Received, Optional<ProjectedDevice>> {

        @Override
        public Frames<Received> frames() {
            Hj212Settings settings = desk.settings();
            return new Hj212Frames(
                    settings.segmentBytes(), !settings.sm4().keys().isEmpty());
        }

        @Override
        public Line<Received, Optional<ProjectedDevice>> line(
                Channel channel, InetAddress address, @Nullable X509Certificate peer) {
            return new Hj212Line(desk, channel, address, peer != null);
        }
    }
}
