package io.plumewatch.enforcement.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts failed logins by address, so that nobody tries tokens by the thousand. */
@Component
class FailedLogins {

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final int MOST = 10;
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Failures> byAddress = new HashMap<>();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean tooMany(String address) {
        Failures failures = byAddress.get(address);
        return failures != null && failures.until().isAfter(clock.instant()) && failures.count() >= MOST;
    }

    synchronized void count(String address) {
        Instant now = clock.instant();
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.values().removeIf(failures -> !failures.until().isAfter(now));
        }
        Failures before = byAddress.get(address);
        if (before != null && before.until().isAfter(now)) {
            byAddress.put(address, new Failures(before.count() + 1, before.until()));
        } else if (byAddress.size() < MOST_ADDRESSES) {
            byAddress.put(address, new Failures(1, now.plus(WINDOW)));
        }
    }

    private record Failures(int count, Instant until) {}
}
