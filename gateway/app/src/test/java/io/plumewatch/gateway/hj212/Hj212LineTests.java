package io.plumewatch.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class Hj212LineTests {

    private final ArrayDeque<Runnable> loop = new ArrayDeque<>();
    private final AtomicInteger offers = new AtomicInteger();

    private CompletableFuture<Boolean> ask() {
        return Hj212Line.on(loop::add, () -> offers.incrementAndGet() > 0);
    }

    @Test
    void carriesAnOrderOutWhenTheLoopHasTime() {
        CompletableFuture<Boolean> asked = ask();
        loop.remove().run();

        assertThat(asked).isCompletedWithValue(true);
        assertThat(offers).hasValue(1);
    }

    /** Its operator gives it again. */
    @Test
    void carriesNoOrderOutThatHasBeenRefused() {
        CompletableFuture<Boolean> asked = ask();
        asked.completeExceptionally(new TimeoutException());
        loop.remove().run();

        assertThat(offers).hasValue(0);
    }
}
