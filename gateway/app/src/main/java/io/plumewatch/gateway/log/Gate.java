package io.plumewatch.gateway.log;

import java.util.concurrent.CompletableFuture;

/** Open while the log takes entries; whoever is turned away can wait for the opening. Safe for any thread. */
final class Gate {

    private CompletableFuture<Void> opening = new CompletableFuture<>();
    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    /** Completes at the next opening, or is complete while open; cancelling it disturbs nobody else. */
    synchronized CompletableFuture<Void> whenOpen() {
        return opening.copy();
    }

    void open() {
        CompletableFuture<Void> waited;
        synchronized (this) {
            open = true;
            waited = opening;
        }
        waited.complete(null);
    }

    synchronized void shut() {
        open = false;
        if (opening.isDone()) {
            opening = new CompletableFuture<>();
        }
    }
}
