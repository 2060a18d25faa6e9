package io.plumewatch.gateway.obd;

import io.netty.channel.Channel;
import io.plumewatch.doors.Network;
import io.plumewatch.gateway.chip.ChipIds;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.intake.TimeRules;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.tcp.Frames;
import io.plumewatch.gateway.tcp.Line;
import io.plumewatch.gateway.tcp.Sessions;
import io.plumewatch.gateway.tcp.Speech;
import io.plumewatch.gateway.tcp.TcpParts;
import io.plumewatch.gateway.tcp.TcpServer;
import io.plumewatch.wire.obd.ObdFrame;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Listens for OBD terminals.
 *
 * <p>The way of a frame: {@link ObdFrames} cuts it → {@link ObdLine} → {@link ObdJudge} → log → an answer, if the standard
 * has one.
 */
public final class ObdServer implements AutoCloseable {

    private static final int VERIFIERS = 2;

    private final ObdParts parts;
    private final TcpServer<ObdFrame, ObdLine.Known> server;
    private final ExecutorService verifiers =
            Executors.newFixedThreadPool(VERIFIERS, task -> new Thread(task, "obd-signatures"));

    public ObdServer(ObdSettings settings, Parts shared, InstantSource clock, TimeRules times, String gatewayId) {
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
                settings.vinsPerConnection(),
                new ObdSignatures(shared.chips, verifiers, shared.counters),
                judge,
                sessions,
                shared.devices,
                shared.log,
                shared.counters);
        var tcp = new TcpParts(
                Protocol.OBD, settings.limits(), shared.devices, shared.log, shared.quarantine, shared.counters, clock);
        this.server = new TcpServer<>(settings.bind(), settings.port(), tcp, new Terminals(), settings.tls());
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
        server.start();
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the port it listens on for TLS, if it does. */
    public int tlsPort() {
        return server.tlsPort();
    }

    @Override
    public void close() {
        server.close();
        verifiers.shutdownNow();
    }

    private final class Terminals implements Speech<ObdFrame, ObdLine.Known> {

        @Override
        public Frames<ObdFrame> frames() {
            return new ObdFrames();
        }

        @Override
        public Line<ObdFrame, ObdLine.Known> line(
                Channel channel, InetAddress address, @Nullable X509Certificate peer) {
            return new ObdLine(parts, channel, address, peer == null ? null : CertifiedVins.of(peer));
        }
    }
}
