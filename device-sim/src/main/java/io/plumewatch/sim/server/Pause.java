package io.plumewatch.sim.server;

import io.plumewatch.sim.RunFailed;

/** Waiting between two questions to something that gives no notice. */
public final class Pause {

    private Pause() {}

    /** Waits; an interrupt ends the run. */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }
}
