package io.plumewatch.gateway.tcp;

import io.plumewatch.gateway.intake.Rate;
import io.plumewatch.gateway.settings.Bounds;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast the peers of one protocol may send: {@code limits.rates} in its settings. Who is faster is read more slowly and
 * loses nothing. Each frame counts as 64 bytes more than it has, for the shortest ones cost as much as others. A platform
 * needs no more than a terminal: a hundred vehicles send 20 KiB/s.
 *
 * @param claimedBytesPerSecond of frames that nobody vouches for (trust CLAIMED, or refused) from one connection in the
 *     long run, 256 B..64 MiB
 * @param claimedBurstBytes the same at once, 64 KiB..1 GiB; a stored week of an OBD terminal is about 40 MiB
 * @param connectionBytesPerSecond of all other frames from one connection in the long run, 1 KiB..1 GiB
 * @param connectionBurstBytes the same at once, 64 KiB..1 GiB
 * @param totalBytesPerSecond of all connections together in the long run, 1 KiB..1 GiB
 * @param totalBurstBytes the same at once, 64 KiB..1 GiB
 */
public record RateBounds(
        @DefaultValue("16384") int claimedBytesPerSecond,
        @DefaultValue("1048576") int claimedBurstBytes,
        @DefaultValue("4194304") int connectionBytesPerSecond,
        @DefaultValue("67108864") int connectionBurstBytes,
        @DefaultValue("67108864") int totalBytesPerSecond,
        @DefaultValue("268435456") int totalBurstBytes) {

    static final int FRAME_BYTES = 64;

    private static final int LEAST_BURST = 1 << 16;
    private static final int MOST = 1 << 30;

    public RateBounds {
        Bounds.within("rates.claimed-bytes-per-second", claimedBytesPerSecond, 1 << 8, 1 << 26);
        Bounds.within("rates.claimed-burst-bytes", claimedBurstBytes, LEAST_BURST, MOST);
        Bounds.within("rates.connection-bytes-per-second", connectionBytesPerSecond, 1 << 10, MOST);
        Bounds.within("rates.connection-burst-bytes", connectionBurstBytes, LEAST_BURST, MOST);
        Bounds.within("rates.total-bytes-per-second", totalBytesPerSecond, 1 << 10, MOST);
        Bounds.within("rates.total-burst-bytes", totalBurstBytes, LEAST_BURST, MOST);
    }

    Rate claimed() {
        return new Rate(claimedBytesPerSecond, claimedBurstBytes);
    }

    Rate connection() {
        return new Rate(connectionBytesPerSecond, connectionBurstBytes);
    }

    Rate total() {
        return new Rate(totalBytesPerSecond, totalBurstBytes);
    }
}
