package io.plumewatch.enforcement.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.intake.Effects.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RightOfWayTests {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void letsWhatCanWaitBeginOnlyWhenNothingUrgentIsUnderWay() throws Exception {
        var way = new RightOfWay(Duration.ofMinutes(1));
        var first = new Held();
        var second = new Held();
        CompletableFuture<Outcome> urgent = CompletableFuture.supplyAsync(() -> way.first(first.noting("first")));
        CompletableFuture<Outcome> another = CompletableFuture.supplyAsync(() -> way.first(second.noting("second")));
        first.begun.await();
        second.begun.await();

        var waiting = new Thread(() -> way.behind(() -> note("telemetry")));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        first.end.countDown();
        urgent.join();
        assertThat(waiting.isAlive()).isTrue();
        second.end.countDown();
        another.join();
        waiting.join();

        assertThat(done).containsExactly("first", "second", "telemetry");
    }

    @Test
    void letsNothingWaitForEver() throws Exception {
        var way = new RightOfWay(Duration.ofMillis(20));
        var evidence = new Held();
        CompletableFuture<Outcome> urgent = CompletableFuture.supplyAsync(() -> way.first(evidence.noting("evidence")));
        evidence.begun.await();

        way.behind(() -> note("telemetry"));
        evidence.end.countDown();
        urgent.join();

        assertThat(done).containsExactly("telemetry", "evidence");
    }

    @Test
    void forgetsWhatFailed() {
        var way = new RightOfWay(Duration.ofMinutes(1));
        try {
            way.first(() -> {
                throw new IllegalStateException("the database is away");
            });
        } catch (IllegalStateException expected) {
            note("failed");
        }

        way.behind(() -> note("telemetry"));

        assertThat(done).containsExactly("failed", "telemetry");
    }

    private Outcome note(String what) {
        done.add(what);
        return Outcome.DONE;
    }

    /** A transaction that lasts until it is told to end. */
    private final class Held {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        Supplier<Outcome> noting(String what) {
            return () -> {
                begun.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return note(what);
            };
        }
    }
}
