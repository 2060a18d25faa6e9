package io.plumewatch.gateway.tcp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections together hold on their way to the log. Who finds it spent waits to be told. */
public final class ByteBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    public ByteBudget(long most) {
        this.most = most;
    }

    public void hold(int bytes) {
        held.addAndGet(bytes);
    }

    /** Gives bytes back; at half of the budget, everybody who waits is told. */
    public void release(int bytes) {
        if (held.addAndGet(-bytes) <= most / 2 && !stopped && !waiting.isEmpty()) {
            for (Runnable resume : Set.copyOf(waiting)) {
                if (waiting.remove(resume)) {
                    resume.run();
                }
            }
        }
    }

    public boolean spent() {
        return stopped || held.get() > most;
    }

    /** From now on it is spent for good: what is on its way still gets there, and nothing more is read. */
    public void stop() {
        stopped = true;
    }

    /** Runs {@code resume} once when half of the budget is free again; at once when it is already. */
    public void whenFree(Runnable resume) {
        waiting.add(resume);
        if (held.get() <= most / 2 && !stopped && waiting.remove(resume)) {
            resume.run();
        }
    }

    /** Forgets somebody who waits. */
    public void forget(Runnable resume) {
        waiting.remove(resume);
    }

    public long held() {
        return held.get();
    }
}
