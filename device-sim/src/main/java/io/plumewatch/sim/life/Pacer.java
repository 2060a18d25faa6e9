package io.plumewatch.sim.life;

import io.plumewatch.sim.server.Pause;
import java.time.Duration;

/**
 * Says when something with a given offset is due, counted from the start and not from the one before: a slow receiver
 * makes us late, it does not make us gentle.
 *
 * @param startNanos {@link System#nanoTime()} of offset 0
 * @param speed how many times faster than the offsets say
 */
public record Pacer(long startNanos, double speed) {

    /** Waits until the offset is due; returns at once when it is overdue. */
    public void await(Duration offset) {
        long due = startNanos + Math.round(offset.toNanos() / speed);
        long millis = (due - System.nanoTime()) / 1_000_000;
        if (millis > 0) {
            Pause.millis(millis);
        }
    }
}
