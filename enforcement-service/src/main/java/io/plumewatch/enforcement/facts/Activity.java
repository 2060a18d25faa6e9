package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.intake.StoredEntry;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Counts who sent how much of what, and how much of it late; keeps nothing of what it said. */
@Repository
public class Activity {

    private static final String ADD = """
            insert into device_activity (device_no, kind, stream, last_seen, entries, late)
            values (?, ?, ?, ?, ?, ?)
            on conflict (device_no, kind, stream) do update
               set last_seen = greatest(device_activity.last_seen, excluded.last_seen),
                   entries = device_activity.entries + excluded.entries,
                   late = device_activity.late + excluded.late
            """;

    private final JdbcTemplate batches;
    private final Liveness liveness;

    Activity(JdbcTemplate batches, Liveness liveness) {
        this.batches = batches;
        this.liveness = liveness;
    }

    /** Adds entries; the last thing that a handler does, since others count the same devices. */
    public void count(List<StoredEntry> entries) {
        // In key order, so that two partitions never wait for each other.
        var sums = new TreeMap<String, Sum>();
        for (StoredEntry stored : entries) {
            LogEntry entry = stored.entry();
            sums.merge(
                    entry.device() + "\n" + entry.kind() + "\n" + stored.stream(),
                    new Sum(entry.device(), entry.kind().name(), stored.stream(), entry.receivedAt(), 1, late(entry)),
                    Sum::plus);
        }
        batches.batchUpdate(ADD, sums.values().stream().map(Sum::values).toList());
    }

    private long late(LogEntry entry) {
        return entry.measuredAt() != null && liveness.late(entry, entry.measuredAt()) ? 1 : 0;
    }

    private record Sum(String device, String kind, String stream, Instant lastSeen, long entries, long late) {

        Sum plus(Sum more) {
            Instant last = lastSeen.isAfter(more.lastSeen) ? lastSeen : more.lastSeen;
            return new Sum(device, kind, stream, last, entries + more.entries, late + more.late);
        }

        Object[] values() {
            return new Object[] {device, kind, stream, lastSeen.atOffset(ZoneOffset.UTC), entries, late};
        }
    }
}
