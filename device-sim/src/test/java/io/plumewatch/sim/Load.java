package io.plumewatch.sim;

import io.plumewatch.wire.rs.RsAck;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A site past which one truck drives again and again, each time as soon as the last pass was acknowledged. */
final class Load implements AutoCloseable {

    private final AtomicLong acknowledged = new AtomicLong();
    private final CompletableFuture<Void> driving;
    private volatile boolean ended;

    private Load(Roadside site, Truck truck) {
        driving = CompletableFuture.runAsync(() -> {
            while (!ended) {
                RsAck.Outcome outcome =
                        site.send(PassDraft.of(truck, Instant.now())).outcome();
                if (outcome == RsAck.Outcome.QUARANTINED) {
                    throw new IllegalStateException("a good pass was refused");
                }
                acknowledged.incrementAndGet();
            }
        });
    }

    static Load start(Roadside site, Truck truck) {
        return new Load(site, truck);
    }

    long acknowledged() {
        return acknowledged.get();
    }

    void awaitAcknowledged(long count) {
        Eventually.within().atMost(Duration.ofSeconds(60)).until(() -> {
            if (driving.isCompletedExceptionally()) {
                driving.join();
            }
            return acknowledged.get() >= count;
        });
    }

    /** Ends after the pass under way. */
    void stop() {
        ended = true;
        driving.join();
    }

    @Override
    public void close() {
        ended = true;
    }
}
