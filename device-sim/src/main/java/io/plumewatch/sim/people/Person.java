package io.plumewatch.sim.people;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.ApiFailure;
import io.plumewatch.sim.api.Unreachable;
import java.time.Duration;
import tools.jackson.core.JacksonException;

/**
 * Somebody who looks at their work again and again. When the other side is down or refuses, they say so once and try
 * again, as people do.
 */
public abstract class Person implements AutoCloseable {

    private final Thread thread;
    private final Duration pause;
    private String lastComplaint = "";
    private volatile boolean leaving;

    Person(String name, Duration pause) {
        this.pause = pause;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    /** Does what there is to do now; may wait for news up to a minute. */
    abstract void act();

    /** Begins to work. */
    public final void start() {
        thread.start();
    }

    private void work() {
        while (!leaving) {
            try {
                act();
                lastComplaint = "";
                pause();
            } catch (ApiFailure | Unreachable | JacksonException e) {
                complain(e);
                pause();
            } catch (RunFailed e) {
                return;
            }
        }
    }

    private void complain(RuntimeException e) {
        String complaint = String.valueOf(e.getMessage());
        if (!leaving && !(e instanceof Unreachable) && !complaint.equals(lastComplaint)) {
            System.err.println(thread.getName() + ": " + complaint);
        }
        lastComplaint = complaint;
    }

    private void pause() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            leaving = true;
        }
    }

    final boolean leaving() {
        return leaving;
    }

    @Override
    public final void close() {
        leaving = true;
        thread.interrupt();
    }
}
