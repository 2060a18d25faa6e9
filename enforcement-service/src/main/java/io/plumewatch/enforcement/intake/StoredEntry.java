package io.plumewatch.enforcement.intake;

import io.plumewatch.wire.log.LogEntry;
import java.util.Map;

/**
 * An entry at its place in the log.
 *
 * @param fields everything that stood there, the seal and fields that we do not know included
 */
public record StoredEntry(String stream, String id, LogEntry entry, Map<String, byte[]> fields) {

    /** Makes an entry that has no more fields than we read. */
    public StoredEntry(String stream, String id, LogEntry entry) {
        this(stream, id, entry, entry.toFields());
    }
}
