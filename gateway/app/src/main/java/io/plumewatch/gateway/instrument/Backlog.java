package io.plumewatch.gateway.instrument;

import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Entries of one kind that wait for the log, in memory, oldest first. What the log did not confirm is appended again once
 * the log is writable, at most every second. Used by one thread.
 */
final class Backlog {

    /** Entries on their way to the log at once. */
    private static final int WINDOW = 64;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ReadingLog log;
    private final EntryKind kind;
    private final Executor thread;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int onTheWay;
    private boolean paused;

    Backlog(ReadingLog log, EntryKind kind, Executor thread) {
        this.log = log;
        this.kind = kind;
        this.thread = thread;
    }

    private record Waiting(LogEntry entry, Runnable stored) {}

    /** Appends an entry as soon as it can be done, and says so then. */
    void add(LogEntry entry, Runnable stored) {
        waiting.addLast(new Waiting(entry, stored));
        pump();
    }

    /** Returns how many entries the log has not confirmed yet. */
    int size() {
        return waiting.size() + onTheWay;
    }

    /** Returns whether the log has refused lately. */
    boolean paused() {
        return paused;
    }

    /** Gives up the entry that has waited longest; false when all are on their way. */
    boolean dropOldest() {
        return waiting.pollFirst() != null;
    }

    private void pump() {
        while (!paused && onTheWay < WINDOW && !waiting.isEmpty()) {
            Waiting next = waiting.removeFirst();
            onTheWay++;
            log.append(next.entry).whenCompleteAsync((stored, failure) -> settled(next, failure == null), thread);
        }
    }

    private void settled(Waiting entry, boolean stored) {
        onTheWay--;
        if (stored) {
            entry.stored.run();
            pump();
            return;
        }
        waiting.addFirst(entry);
        if (!paused) {
            paused = true;
            log.whenWritable(kind)
                    .thenCompose(writable -> pause())
                    .whenCompleteAsync((over, failure) -> resume(), thread);
        }
    }

    private static CompletableFuture<Void> pause() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void resume() {
        paused = false;
        pump();
    }
}
