package io.plumewatch.gateway.redis;

import java.util.concurrent.CompletableFuture;

/** Open while Redis gives what its owner needs; whoever is turned away can wait for the opening. Safe for any thread. */
public final class Gate {

    private CompletableFuture<Void> opening = new CompletableFuture<>();
    private volatile boolean open;

    public boolean isOpen() {
        return open;
    }

    /** Completes at the next opening, or is complete while open; cancelling it disturbs nobody else. */
    public synchronized CompletableFuture<Void> whenOpen() {
        return opening.copy();
    }

    public void open() {
        CompletableFuture<Void> waited;
        synchronized (this) {
            open = true;
            waited = opening;
        }
        waited.complete(null);
    }

    public synchronized void shut() {
        open = false;
        if (opening.isDone()) {
            opening = new CompletableFuture<>();
        }
    }
}
