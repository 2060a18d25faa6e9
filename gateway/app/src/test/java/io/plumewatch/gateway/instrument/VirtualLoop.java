package io.plumewatch.gateway.instrument;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A loop whose time passes only when a test says so; its clock goes with it. */
final class VirtualLoop implements Loop, InstantSource {

    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private final Deque<Runnable> soon = new ConcurrentLinkedDeque<>();
    private long now;
    private long number;

    private record Task(long at, long number, Runnable work) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }

    @Override
    public void execute(Runnable task) {
        soon.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = new Task(now + delay.toNanos(), number++, task);
        tasks.add(scheduled);
        return () -> tasks.remove(scheduled);
    }

    /** Lets time pass, and everything happen that is due meanwhile. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        runSoon();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.at());
            next.work().run();
            runSoon();
        }
        now = end;
    }

    /** Returns milliseconds since the start. */
    long elapsedMillis() {
        return now / 1_000_000;
    }

    private void runSoon() {
        while (!soon.isEmpty()) {
            soon.remove().run();
        }
    }
}
