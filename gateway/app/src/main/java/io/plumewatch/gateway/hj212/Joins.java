package io.plumewatch.gateway.hj212;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which packets of a message in several packets have come. Each packet goes to the log by itself, so this only tells
 * what is missing. They have QNs of their own and are known by station, kind, command and time of the data.
 */
final class Joins {

    private final Duration patience;
    private final int most;
    private final Map<Key, Join> open = new LinkedHashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param patience how long after its first packet a message may take, 1 s..1 h
     * @param most most messages at once, 10..100,000; the oldest is given up for one more
     */
    Joins(Duration patience, int most) {
        this.patience = patience;
        this.most = most;
    }

    /** Which message a packet belongs to. */
    record Key(String deviceNo, String st, String cn, String dataTime, int pnum) {}

    /** A message of which packets are missing for good. */
    record Incomplete(String deviceNo, int packets) {}

    /** Notes a packet; returns whether the message is whole with it. Packets that come again change nothing. */
    synchronized boolean add(Key key, int pno, Instant now) {
        Join join = open.computeIfAbsent(key, unused -> new Join(now.plus(patience)));
        boolean before = join.came.get(pno);
        join.came.set(pno);
        return !before && join.came.cardinality() == key.pnum;
    }

    /** Forgets messages whose time is over, and the oldest ones beyond the bound; returns those that are not whole. */
    synchronized List<Incomplete> expire(Instant now) {
        var incomplete = new ArrayList<Incomplete>();
        var entries = open.entrySet().iterator();
        int excess = open.size() - most;
        while (entries.hasNext()) {
            Map.Entry<Key, Join> entry = entries.next();
            if (excess <= 0 && now.isBefore(entry.getValue().until)) {
                break;
            }
            excess--;
            entries.remove();
            int lost = entry.getKey().pnum - entry.getValue().came.cardinality();
            if (lost > 0) {
                incomplete.add(new Incomplete(entry.getKey().deviceNo, lost));
            }
        }
        return incomplete;
    }

    synchronized int size() {
        return open.size();
    }

    private static final class Join {
        private final Instant until;
        private final BitSet came = new BitSet();

        Join(Instant until) {
            this.until = until;
        }
    }
}
