package io.plumewatch.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that a writer leaves in its Redis each second, so that it knows afterwards since when it could not. */
final class Heartbeat {

    private static final Duration EACH = Duration.ofSeconds(1);

    private final String key;
    private long nextNanos;
    private @Nullable Instant last;

    Heartbeat(String gatewayId, String log) {
        key = Streams.heartbeat(gatewayId, log);
    }

    /** Returns where in Redis it is. */
    String key() {
        return key;
    }

    static byte[] text(Instant at) {
        return Long.toString(at.toEpochMilli()).getBytes(UTF_8);
    }

    long nanosUntilDue(long nowNanos) {
        return nextNanos - nowNanos;
    }

    boolean isDue(long nowNanos) {
        return nanosUntilDue(nowNanos) <= 0;
    }

    /** Redis has taken it. */
    void written(Instant at, long nowNanos) {
        last = at;
        nextNanos = nowNanos + EACH.toNanos();
    }

    /**
     * Returns when the log last took something, as far as that is known. Whatever a Redis says of a beat, our own outage
     * began no later than when we last wrote one.
     *
     * @param found what was in Redis before the first one of this connection
     */
    @Nullable
    Instant before(byte @Nullable [] found) {
        Instant own = last;
        if (found == null) {
            return own;
        }
        Instant kept = instant(found);
        return own == null || kept.isBefore(own) ? kept : own;
    }

    /** Returns the latest time that the clock of this gateway ever showed, as far as Redis knows. */
    static Instant latest(Instant now, byte @Nullable [] found) {
        Instant kept = found == null ? now : instant(found);
        return kept.isAfter(now) ? kept : now;
    }

    private static Instant instant(byte[] text) {
        return Instant.ofEpochMilli(Long.parseLong(new String(text, UTF_8)));
    }
}
