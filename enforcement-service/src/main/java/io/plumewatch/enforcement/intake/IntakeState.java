package io.plumewatch.enforcement.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What health and metrics tell of this instance's intake; written by the lanes and the watch. */
final class IntakeState {

    /** More than any log keeps, and no more than a timer can add up. */
    private static final Duration LATEST = Duration.ofDays(30);

    private final MeterRegistry metrics;
    private final Map<String, String> stopped = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> epochs = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> parkedByReason = new ConcurrentHashMap<>();
    private volatile List<LogGap> gaps = List.of();
    private volatile Map<String, Long> spilled = Map.of();
    private volatile List<String> profiles = List.of();

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
                .description(
                        "Streams that stand still: at an entry of a newer gateway, or because our code fails on one after the other")
                .register(metrics);
        Gauge.builder("plumewatch.intake.profiles.differing", this, state -> state.profiles.size())
                .description("Profiles of gateways that are missing here or have other content here")
                .register(metrics);
        Gauge.builder("plumewatch.intake.waiting", waiting, Map::size)
                .description("Lanes that wait for PostgreSQL or Redis")
                .register(metrics);
    }

    void took(Offset to, List<ReadEntry> entries, Instant now) {
        metrics.counter("plumewatch.intake.entries", "stream", to.stream())
                .increment(entries.stream().mapToInt(ReadEntry::weight).sum());
        for (ReadEntry entry : entries) {
            if (entry.stored().isEmpty()) {
                metrics.counter("plumewatch.intake.refused", "reason", entry.reason())
                        .increment();
            }
            for (StoredEntry stored : entry.stored()) {
                Duration late = Duration.between(stored.entry().receivedAt(), now);
                delay.record(late.isNegative() ? Duration.ZERO : late.compareTo(LATEST) > 0 ? LATEST : late);
            }
        }
    }

    void codeFailed() {
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

    /** Takes what waits in the quarantine, by reason, and what of it was not kept, by stream. */
    void parked(Map<String, Long> waiting, Map<String, Long> notKept) {
        waiting.keySet()
                .forEach(reason -> parkedByReason.computeIfAbsent(reason, name -> {
                    var entries = new AtomicLong();
                    Gauge.builder("plumewatch.intake.quarantined", entries, AtomicLong::get)
                            .description("Entries that wait in the quarantine until somebody has mended the cause")
                            .tag("reason", name)
                            .register(metrics);
                    return entries;
                }));
        parkedByReason.forEach((reason, entries) -> entries.set(waiting.getOrDefault(reason, 0L)));
        spilled = Map.copyOf(notKept);
    }

    /** Takes what differs between the gateways' profiles and ours. */
    void profiles(List<String> differences) {
        profiles = List.copyOf(differences);
    }

    List<String> profiles() {
        return profiles;
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

    /** Returns how many entries wait in the quarantine, by reason. */
    Map<String, Long> parked() {
        var waiting = new TreeMap<String, Long>();
        parkedByReason.forEach((reason, entries) -> {
            if (entries.get() > 0) {
                waiting.put(reason, entries.get());
            }
        });
        return waiting;
    }

    /** Returns how many entries were counted and not kept, by stream. */
    Map<String, Long> spilled() {
        return spilled;
    }

    List<LogGap> gaps() {
        return gaps;
    }

    long lag() {
        return lags.values().stream().mapToLong(AtomicLong::get).sum();
    }
}
