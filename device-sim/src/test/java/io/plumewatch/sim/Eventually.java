package io.plumewatch.sim;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;

/** Waiting for what comes through several processes. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    /** Returns a condition factory with our time-out that leaves the JVM's exception handler alone. */
    static ConditionFactory within() {
        return await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50));
    }

    /** Returns the value as soon as there is one. */
    static <T> T get(String what, Callable<Optional<T>> source) {
        return within().alias(what).until(source, Optional::isPresent).orElseThrow();
    }

    /** Waits until the assertion holds. */
    static void holds(org.awaitility.core.ThrowingRunnable assertion) {
        within().untilAsserted(assertion);
    }
}
