package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was read: usable, or with an envelope that nobody can read.
 *
 * @param stored the entry; null when the envelope is broken
 * @param problem what is wrong with the envelope
 */
record ReadEntry(
        RawEntry raw,
        @Nullable StoredEntry stored,
        @Nullable String problem) {

    /**
     * Reads the envelope.
     *
     * @throws LogEntry.UnknownVersion when a newer gateway wrote it: then nothing behind it may be touched either
     */
    static ReadEntry of(RawEntry raw) {
        try {
            return new ReadEntry(raw, new StoredEntry(raw.stream(), raw.id(), LogEntry.of(raw.fields())), null);
        } catch (LogEntry.Malformed e) {
            return new ReadEntry(raw, null, e.getMessage());
        }
    }

    String id() {
        return raw.id();
    }
}
