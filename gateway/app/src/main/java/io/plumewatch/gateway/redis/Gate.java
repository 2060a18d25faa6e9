package io.plumewatch.gateway.redis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Open while Redis gives what its owner needs; whoever is turned away can wait for the opening. Safe for any thread. */
public final class Gate {

    private final Set<CompletableFuture<Void>> waiting = new HashSet<>();
    private volatile boolean open;

    public boolean isOpen() {
        return open;
    }

    /**
     * Completes at the next opening, or is complete while open. Whoever stops waiting cancels it, which disturbs nobody
     * else; else it stays held until the opening.
     */
    public CompletableFuture<Void> whenOpen() {
        var opening = new CompletableFuture<Void>();
        synchronized (this) {
            if (open) {
                return CompletableFuture.completedFuture(null);
            }
            waiting.add(opening);
        }
        var unused = opening.whenComplete((opened, cancelled) -> forget(opening));
        return opening;
    }

    public void open() {
        List<CompletableFuture<Void>> waited;
        synchronized (this) {
            open = true;
            waited = List.copyOf(waiting);
            waiting.clear();
        }
        waited.forEach(opening -> opening.complete(null));
    }

    public synchronized void shut() {
        open = false;
    }

    private synchronized void forget(CompletableFuture<Void> opening) {
        waiting.remove(opening);
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
