package io.plumewatch.enforcement.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What health and metrics tell of this instance's intake; written by the lanes and the watch. */
final class IntakeState {

    private final MeterRegistry metrics;
    private final Map<String, String> stopped = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> epochs = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private volatile List<LogGap> gaps = List.of();

    private final Counter parked;
    private final Counter gapsFound;
    private final Timer delay;

    IntakeState(MeterRegistry metrics) {
        this.metrics = metrics;
        parked = Counter.builder("plumewatch.intake.parked")
                .description("Entries on which our own code failed three times")
                .register(metrics);
        gapsFound = Counter.builder("plumewatch.log.gaps")
                .description("Times that the log was lost or trimmed before it was read")
                .register(metrics);
        delay = Timer.builder("plumewatch.intake.delay")
                .description("From receipt at the gateway to the commit of the effect")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        Gauge.builder("plumewatch.intake.stopped", stopped, Map::size)
                .description("Streams stopped at an entry that a newer gateway wrote")
                .register(metrics);
        Gauge.builder("plumewatch.intake.waiting", waiting, Map::size)
                .description("Lanes that wait for PostgreSQL or Redis")
                .register(metrics);
    }

    void took(Offset to, List<ReadEntry> entries, Instant now) {
        metrics.counter("plumewatch.intake.entries", "stream", to.stream()).increment(entries.size());
        for (ReadEntry entry : entries) {
            if (entry.stored() == null) {
                metrics.counter("plumewatch.intake.refused", "reason", entry.reason())
                        .increment();
            } else {
                Duration late = Duration.between(entry.stored().entry().receivedAt(), now);
                delay.record(late.isNegative() ? Duration.ZERO : late);
            }
        }
    }

    void parked() {
        parked.increment();
    }

    void gapFound() {
        gapsFound.increment();
    }

    /** Returns whether this is news. */
    boolean stopped(String stream, String why) {
        return !why.equals(stopped.put(stream, why));
    }

    void goesOn(String stream) {
        stopped.remove(stream);
    }

    /** Returns whether this is news. */
    boolean waits(String lane, String why) {
        return waiting.put(lane, why) == null;
    }

    /** Returns whether this is news. */
    boolean works(String lane) {
        return waiting.remove(lane) != null;
    }

    void epoch(String server, String epoch) {
        if (!epoch.equals(epochs.put(server, epoch))) {
            Gauge.builder("plumewatch.log.epoch", epochs, known -> epoch.equals(known.get(server)) ? 1 : 0)
                    .description("1 for the life of the log that is being read")
                    .tag("server", server)
                    .tag("epoch", epoch)
                    .register(metrics);
        }
    }

    void lag(String stream, long entries) {
        lags.computeIfAbsent(stream, name -> {
                    var lag = new AtomicLong();
                    Gauge.builder("plumewatch.stream.lag", lag, AtomicLong::get)
                            .description("Entries in the log that have not taken effect yet")
                            .tag("stream", name)
                            .register(metrics);
                    return lag;
                })
                .set(entries);
    }

    void gaps(List<LogGap> recent) {
        gaps = List.copyOf(recent);
    }

    Map<String, String> stopped() {
        return Map.copyOf(stopped);
    }

    Map<String, String> waiting() {
        return Map.copyOf(waiting);
    }

    Map<String, String> epochs() {
        return Map.copyOf(epochs);
    }

    List<LogGap> gaps() {
        return gaps;
    }

    long lag() {
        return lags.values().stream().mapToLong(AtomicLong::get).sum();
    }
}
