package io.plumewatch.sim.replay;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.capture.CaptureEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** One line of a replay: events in their order, on a thread of its own, so that one that waits holds up no other. */
abstract class Lane {

    private static final int WAITING = 256;

    private final BlockingQueue<Optional<CaptureEvent>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile @Nullable String failure;

    Lane(String name) {
        this.thread = new Thread(this::run, "replay-" + name);
        thread.setDaemon(true);
    }

    /** Plays one event; may wait for what the device waited for. */
    abstract void play(CaptureEvent event) throws IOException, InterruptedException;

    /** The capture has no more for this line: waits for what is open and hangs up. */
    abstract void finish() throws IOException, InterruptedException;

    Lane start() {
        thread.start();
        return this;
    }

    /** Hands an event over; waits while the line is too far behind. */
    void take(CaptureEvent event) {
        put(Optional.of(event));
    }

    /** Says that nothing more comes. */
    void end() {
        put(Optional.empty());
    }

    private void put(Optional<CaptureEvent> next) {
        try {
            queue.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }

    /** Waits until the line has played everything and hung up. */
    boolean awaitEnd(Duration patience) {
        try {
            thread.join(patience.toMillis());
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailed("interrupted", e);
        }
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            for (Optional<CaptureEvent> next = queue.take(); next.isPresent(); next = queue.take()) {
                playUnlessFailed(next.get());
            }
            finish();
        } catch (IOException | RunFailed e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line that failed lets the rest of its events go by, so that nobody waits for it. */
    private void playUnlessFailed(CaptureEvent event) throws InterruptedException {
        if (failure == null) {
            try {
                play(event);
            } catch (IOException | RunFailed e) {
                fail(e);
            }
        }
    }

    private void fail(Exception e) {
        if (failure == null) {
            failure = thread.getName() + ": " + e.getMessage();
        }
    }
}
