package io.plumewatch.gateway.testing;

import io.plumewatch.gateway.log.LogUnavailable;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in memory that can be away. */
public final class FakeLog implements ReadingLog {

    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile CompletableFuture<Void> back = CompletableFuture.completedFuture(null);

    public List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    /** From now on nothing is taken. */
    public void goAway() {
        back = new CompletableFuture<>();
        away = true;
    }

    public void comeBack() {
        away = false;
        back.complete(null);
    }

    @Override
    public CompletableFuture<Void> append(LogEntry entry, String partitionKey) {
        if (away) {
            return CompletableFuture.failedFuture(new LogUnavailable("away"));
        }
        entries.add(entry);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean writable(EntryKind kind) {
        return !away;
    }

    @Override
    public CompletableFuture<Void> whenWritable(EntryKind kind) {
        return back.copy();
    }
}
