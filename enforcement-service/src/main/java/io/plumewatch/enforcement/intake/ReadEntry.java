package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was read: usable, or with an envelope that nobody can read.
 *
 * @param stored its readings; none when it cannot be taken
 * @param sender the gateway that it names, if we have a key of it; else {@link Seals#STRANGER}
 * @param reason why not
 * @param problem the same in words
 */
record ReadEntry(
        RawEntry raw,
        List<StoredEntry> stored,
        String sender,
        String reason,
        @Nullable String problem) {

    static final String MALFORMED_ENVELOPE = "MALFORMED_ENVELOPE";
    static final String NOT_SEALED = "NOT_SEALED";

    private static final String NONE = "";

    private static final String TO_FIT = "a device, key and gateway without NUL, and times of the years 1 to 9998";

    /**
     * Reads the envelope.
     *
     * <p>What has no valid seal is set aside and never stops the stream, not even when only a key may be missing here:
     * whoever can write to Redis can name any gateway, and could stop the city with one entry. Set aside it is kept
     * whole, shown in health, and takes effect when an administrator has mended the keys.
     *
     * @throws LogEntry.UnknownVersion when a newer gateway wrote it: then nothing behind it may be touched either
     */
    static ReadEntry of(RawEntry raw, Seals seals) {
        String sender = seals.sender(raw);
        Optional<String> forged = seals.problem(raw);
        if (forged.isPresent()) {
            return new ReadEntry(raw, List.of(), sender, NOT_SEALED, forged.get());
        }
        try {
            List<StoredEntry> stored = StoredEntry.all(raw);
            boolean fit = stored.stream().map(StoredEntry::entry).allMatch(ReadEntry::fitsTables);
            return fit
                    ? new ReadEntry(raw, stored, sender, NONE, null)
                    : new ReadEntry(raw, List.of(), sender, MALFORMED_ENVELOPE, TO_FIT);
        } catch (LogEntry.UnknownVersion e) {
            throw e;
        } catch (LogEntry.Malformed e) {
            return new ReadEntry(raw, List.of(), sender, MALFORMED_ENVELOPE, e.getMessage());
        } catch (RuntimeException e) {
            // Whatever else an envelope makes our code throw: the stream goes on.
            return new ReadEntry(raw, List.of(), sender, MALFORMED_ENVELOPE, Outage.name(e));
        }
    }

    /** No gateway writes an entry that does not; whoever else writes to Redis must not look like a fault of our code. */
    private static boolean fitsTables(LogEntry entry) {
        return (entry.device() + entry.key() + entry.gateway()).indexOf('\0') < 0
                && isStorable(entry.receivedAt())
                && (entry.measuredAt() == null || isStorable(entry.measuredAt()));
    }

    private static boolean isStorable(Instant at) {
        return !at.isBefore(RejectedEntries.EARLIEST) && !at.isAfter(RejectedEntries.LATEST);
    }

    String id() {
        return raw.id();
    }

    /** Returns how much of a transaction it takes. */
    int weight() {
        return Math.max(1, stored.size());
    }
}
