package io.plumewatch.gateway.log;

import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import java.util.concurrent.CompletableFuture;

/** Where readings go to stay. Everything that is acknowledged to a device has been here first. */
public interface ReadingLog {

    /**
     * Appends one reading and returns at once.
     *
     * <p>The answer completes when the log holds the entry durably, or fails with {@link LogUnavailable}; then the entry
     * may still turn up in the log (a late command), so appending it again must be harmless, which its key sees to. It
     * completes on the log's own thread: whoever continues there must not block.
     *
     * @param partitionKey what decides the partition of partitioned kinds: the plate number of a sighting, else the device
     */
    CompletableFuture<Void> append(LogEntry entry, String partitionKey);

    /** Appends an entry whose partition, if any, follows from its device. */
    default CompletableFuture<Void> append(LogEntry entry) {
        return append(entry, entry.device());
    }

    /** Returns whether entries of this kind are accepted at the moment. */
    boolean writable(EntryKind kind);

    /** Returns what completes when entries of this kind are accepted (again); already complete while they are. */
    CompletableFuture<Void> whenWritable(EntryKind kind);
}
