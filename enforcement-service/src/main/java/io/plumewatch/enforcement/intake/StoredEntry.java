package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.LogEntry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A reading at its place in the log.
 *
 * @param id of its entry; of a reading that shares one with others, with its number behind a stroke
 * @param whole everything that stood there, the seal and fields that we do not know included; null = no more than we
 *     read, or a reading that shares an entry
 */
public record StoredEntry(
        String stream, String id, LogEntry entry, @Nullable Map<String, byte[]> whole) {

    /** Makes an entry that has no more fields than we read. */
    public StoredEntry(String stream, String id, LogEntry entry) {
        this(stream, id, entry, null);
    }

    /** Returns everything that stood there; of a reading that shares an entry, what it would have been alone. */
    public Map<String, byte[]> fields() {
        // Packed again only when asked for: nearly every reading takes effect, and nobody asks.
        return whole == null ? entry.toFields() : whole;
    }

    /** Returns all that an entry of the log holds. */
    static List<StoredEntry> all(RawEntry raw) {
        List<LogEntry> entries = LogEntry.all(raw.fields());
        if (!raw.fields().containsKey(Bundle.ENTRIES)) {
            return List.of(new StoredEntry(raw.stream(), raw.id(), entries.get(0), raw.fields()));
        }
        return IntStream.range(0, entries.size())
                .mapToObj(n -> new StoredEntry(raw.stream(), raw.id() + "/" + n, entries.get(n)))
                .toList();
    }
}
