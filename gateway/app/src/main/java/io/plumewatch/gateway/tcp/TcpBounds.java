package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;

/**
 * What peers may cost; a protocol's settings say which values.
 *
 * @param connections most connections at once, 1..200,000
 * @param idle how long a connection may be silent, 1 s..1 h
 * @param halfFrame how long a begun frame may take, 0.1 s..10 min
 * @param silence how long nothing must come before a frame may do without its end, 10 ms..1 min
 * @param connectionBytes bytes of one connection on their way to the log before it is read no further, 4 KiB..64 MiB
 * @param totalBytes the same for all connections together, 1 MiB..1 GiB
 * @param bufferedBytes bytes of half frames held for all connections together, 1 MiB..1 GiB; who exceeds it is closed
 * @param badFrames consecutive frames with a wrong check value that close a connection, 1..1,000
 * @param badBytes bytes without a good frame that close a connection, 1 KiB..64 MiB
 */
public record TcpBounds(
        int connections,
        Duration idle,
        Duration halfFrame,
        Duration silence,
        int connectionBytes,
        int totalBytes,
        int bufferedBytes,
        int badFrames,
        int badBytes) {

    /** Refuses values outside their ranges, naming the key below {@code prefix}. */
    public TcpBounds within(String prefix) {
        Bounds.within(prefix + ".connections", connections, 1, 200_000);
        Bounds.within(prefix + ".idle", idle, Duration.ofSeconds(1), Duration.ofHours(1));
        Bounds.within(prefix + ".half-frame", halfFrame, Duration.ofMillis(100), Duration.ofMinutes(10));
        Bounds.within(prefix + ".silence", silence, Duration.ofMillis(10), Duration.ofMinutes(1));
        Bounds.within(prefix + ".connection-bytes", connectionBytes, 1 << 12, 1 << 26);
        Bounds.within(prefix + ".total-bytes", totalBytes, 1 << 20, 1 << 30);
        Bounds.within(prefix + ".buffered-bytes", bufferedBytes, 1 << 20, 1 << 30);
        Bounds.within(prefix + ".bad-frames", badFrames, 1, 1_000);
        Bounds.within(prefix + ".bad-bytes", badBytes, 1 << 10, 1 << 26);
        return this;
    }
}
