package io.plumewatch.gateway.log;

import io.plumewatch.wire.log.Trust;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps telemetry from filling the memory of its Redis.
 *
 * <p>Nothing that stands in the log is ever dropped for it, since it may have been acknowledged. Rather, what merely
 * claims to come from somebody is not taken beyond a bound: its senders get no answer, are not read from, and send it
 * again later. Where Redis has a {@code maxmemory}, the claimed may fill three quarters of it at most, and all telemetry
 * nine tenths: the rest is for evidence.
 */
final class Crowding {

    private static final Logger log = LoggerFactory.getLogger(Crowding.class);

    private static final double CLAIMED_PART = 0.75;
    private static final double TELEMETRY_PART = 0.9;

    private final long claimedBytes;
    private final AtomicLong refused = new AtomicLong();
    private volatile Trust taken = Trust.CLAIMED;
    private volatile boolean full;

    Crowding(long claimedBytes) {
        this.claimedBytes = claimedBytes;
    }

    /** Takes what {@code INFO memory} says. */
    void memory(String info) {
        long used = number(info, "used_memory");
        long most = number(info, "maxmemory");
        boolean claimedStop = used > (most > 0 ? Math.min(claimedBytes, most * CLAIMED_PART) : claimedBytes);
        boolean allStop = most > 0 && used > most * TELEMETRY_PART;
        if (claimedStop && taken == Trust.CLAIMED) {
            log.warn("LOG_CROWDED: Redis uses {} bytes for telemetry; unauthenticated telemetry waits", used);
        }
        if (allStop && !full) {
            log.error("LOG_CROWDED: Redis uses {} of {} bytes; all telemetry waits", used, most);
        }
        taken = claimedStop ? Trust.ENROLLED : Trust.CLAIMED;
        full = allStop;
    }

    /** Returns whether telemetry of this trust must wait, and counts it if so. */
    boolean refuses(Trust trust) {
        boolean refuses = full || trust.compareTo(taken) < 0;
        if (refuses) {
            refused.incrementAndGet();
        }
        return refuses;
    }

    /** Returns how often something was told to wait. */
    long refused() {
        return refused.get();
    }

    private static long number(String info, String name) {
        for (String line : info.split("\r?\n")) {
            if (line.startsWith(name + ":")) {
                try {
                    return Long.parseLong(line.substring(name.length() + 1).strip());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 0;
    }
}
