package io.plumewatch.gateway.tcp;

import io.plumewatch.doors.Network;
import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may connect to a port, and for how long: {@code limits.peers} in its protocol's settings.
 *
 * @param connections most connections at once, 1..200,000
 * @param perAddress the same from one IPv4 address or one IPv6 network of 64 bits, 1..200,000
 * @param exempt networks (CIDR) without a limit per address: balancers, and carriers that hide many peers behind one
 * @param firstFrame how long a new connection may send no good frame, 0.1 s..1 h
 * @param idle how long a connection may send no good frame later on, 1 s..1 h; bytes that are no frame do not count
 * @param givesWay how long a connection must have sent no good frame to give way to a new one when all are taken, 0.1 s..1 h
 * @param keepAlive silence after which the system asks whether the peer is still there, 1 s..1 h; three questions
 *     without an answer, a sixth of it apart, end the connection
 * @param backlog connections that wait to be accepted, 16..65,535; the system may allow fewer
 */
public record PeerBounds(
        @DefaultValue("20000") int connections,
        @DefaultValue("1000") int perAddress,
        @DefaultValue("127.0.0.0/8") List<String> exempt,
        @DefaultValue("60s") Duration firstFrame,
        @DefaultValue("180s") Duration idle,
        @DefaultValue("60s") Duration givesWay,
        @DefaultValue("60s") Duration keepAlive,
        @DefaultValue("4096") int backlog) {

    private static final Duration HOUR = Duration.ofHours(1);

    public PeerBounds {
        Bounds.within("peers.connections", connections, 1, 200_000);
        Bounds.within("peers.per-address", perAddress, 1, 200_000);
        Bounds.within("peers.first-frame", firstFrame, Duration.ofMillis(100), HOUR);
        Bounds.within("peers.idle", idle, Duration.ofSeconds(1), HOUR);
        Bounds.within("peers.gives-way", givesWay, Duration.ofMillis(100), HOUR);
        Bounds.within("peers.keep-alive", keepAlive, Duration.ofSeconds(1), HOUR);
        Bounds.within("peers.backlog", backlog, 16, 65_535);
        exempt = List.copyOf(exempt);
        exempt.forEach(Network::of);
    }
}
