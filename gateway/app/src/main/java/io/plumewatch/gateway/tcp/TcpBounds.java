package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the peers of one protocol may cost: {@code limits} in its settings.
 *
 * @param peers who may connect, and for how long
 * @param halfFrame how long a begun frame may take, 0.1 s..10 min
 * @param silence how long nothing must come before a frame may do without its end, 10 ms..1 min
 * @param connectionBytes bytes of one connection on their way to the log before it is read no further, 4 KiB..64 MiB
 * @param totalBytes the same for all connections together, with 700 bytes for each frame that they come in, 1 MiB..1 GiB
 * @param bufferedBytes bytes of half frames held for all connections together, 1 MiB..1 GiB; who exceeds it is closed
 * @param badFrames consecutive frames with a wrong check value that close a connection, 1..1,000
 * @param badBytes bytes without a good frame that close a connection, 1 KiB..64 MiB
 * @param strangerFrames consecutive frames of strangers that close a connection which speaks for nobody, 1..1,000,000
 * @param platformStrangerFrames the same for those that a platform passes on, 1..1,000,000
 * @param rates how fast they may send
 */
public record TcpBounds(
        @DefaultValue PeerBounds peers,
        @DefaultValue("30s") Duration halfFrame,
        @DefaultValue("1s") Duration silence,
        @DefaultValue("262144") int connectionBytes,
        @DefaultValue("25165824") int totalBytes,
        @DefaultValue("33554432") int bufferedBytes,
        @DefaultValue("10") int badFrames,
        @DefaultValue("65536") int badBytes,
        @DefaultValue("10") int strangerFrames,
        @DefaultValue("1000") int platformStrangerFrames,
        @DefaultValue RateBounds rates) {

    public TcpBounds {
        Bounds.within("limits.half-frame", halfFrame, Duration.ofMillis(100), Duration.ofMinutes(10));
        Bounds.within("limits.silence", silence, Duration.ofMillis(10), Duration.ofMinutes(1));
        Bounds.within("limits.connection-bytes", connectionBytes, 1 << 12, 1 << 26);
        Bounds.within("limits.total-bytes", totalBytes, 1 << 20, 1 << 30);
        Bounds.within("limits.buffered-bytes", bufferedBytes, 1 << 20, 1 << 30);
        Bounds.within("limits.bad-frames", badFrames, 1, 1_000);
        Bounds.within("limits.bad-bytes", badBytes, 1 << 10, 1 << 26);
        Bounds.within("limits.stranger-frames", strangerFrames, 1, 1_000_000);
        Bounds.within("limits.platform-stranger-frames", platformStrangerFrames, 1, 1_000_000);
    }
}
