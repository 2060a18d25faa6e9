package io.plumewatch.gateway.obd;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections together hold on their way to the log. Who finds it spent waits to be told. */
final class ByteBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    ByteBudget(long most) {
        this.most = most;
    }

    void hold(int bytes) {
        held.addAndGet(bytes);
    }

    /** Gives bytes back; at half of the budget, everybody who waits is told. */
    void release(int bytes) {
        if (held.addAndGet(-bytes) <= most / 2 && !waiting.isEmpty()) {
            for (Runnable resume : Set.copyOf(waiting)) {
                if (waiting.remove(resume)) {
                    resume.run();
                }
            }
        }
    }

    boolean spent() {
        return held.get() > most;
    }

    /** Runs {@code resume} once when half of the budget is free again; at once when it is already. */
    void whenFree(Runnable resume) {
        waiting.add(resume);
        if (held.get() <= most / 2 && waiting.remove(resume)) {
            resume.run();
        }
    }

    /** Forgets somebody who waits. */
    void forget(Runnable resume) {
        waiting.remove(resume);
    }

    long held() {
        return held.get();
    }
}
