package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.LogEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was read: usable, or with an envelope that nobody can read.
 *
 * @param stored the entry; null when it cannot be taken
 * @param reason why not
 * @param problem the same in words
 */
record ReadEntry(
        RawEntry raw,
        @Nullable StoredEntry stored,
        String reason,
        @Nullable String problem) {

    static final String MALFORMED_ENVELOPE = "MALFORMED_ENVELOPE";
    static final String NOT_SEALED = "NOT_SEALED";

    private static final String NONE = "";

    /**
     * Reads the envelope.
     *
     * @throws LogEntry.UnknownVersion when a newer gateway wrote it: then nothing behind it may be touched either
     */
    static ReadEntry of(RawEntry raw, Seals seals) {
        Optional<String> forged = seals.problem(raw);
        if (forged.isPresent()) {
            return new ReadEntry(raw, null, NOT_SEALED, forged.get());
        }
        try {
            return new ReadEntry(raw, new StoredEntry(raw.stream(), raw.id(), LogEntry.of(raw.fields())), NONE, null);
        } catch (LogEntry.Malformed e) {
            return new ReadEntry(raw, null, MALFORMED_ENVELOPE, e.getMessage());
        }
    }

    String id() {
        return raw.id();
    }
}
