package io.plumewatch.doors;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Since when connections owe the headers of a request. Safe for any thread; a connection that is gone is forgotten. */
final class HeaderClock {

    private final Map<SocketChannel, Long> since = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile long patienceNanos = Long.MAX_VALUE;

    void patience(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Begins to count, unless it does already; tells whether it has for too long. */
    boolean isOverdue(SocketChannel connection) {
        long now = System.nanoTime();
        return now - since.computeIfAbsent(connection, unused -> now) > patienceNanos;
    }

    void heard(SocketChannel connection) {
        since.remove(connection);
    }
}
