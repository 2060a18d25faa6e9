package io.plumewatch.gateway.fuzz;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.tcp.PeerBounds;
import io.plumewatch.gateway.tcp.RateBounds;
import io.plumewatch.gateway.tcp.TcpBounds;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** What connections lead to: a log that counts and forgets, a registry, and a quarantine that looks for our own faults. */
public final class Bench implements ReadingLog {

    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong ownFaults = new AtomicLong();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Counters counters = new Counters(meters);
    public final FakeDevices devices = new FakeDevices();
    public final SeenDevices seen = new SeenDevices();
    public final InstantSource clock;
    public final Quarantine quarantine;

    /** Makes a bench on which it is always the same time: that of the samples, so that they are not too old. */
    public Bench(Instant now) {
        clock = InstantSource.fixed(now);
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        quarantine = new Quarantine(counters, budget, rejected -> {
            if (rejected.refusal().reason() == Reason.INTERNAL_ERROR) {
                ownFaults.incrementAndGet();
            }
            return CompletableFuture.completedFuture(true);
        });
    }

    /** The shipped bounds, but that strangers may send as fast and as long as they like. */
    public static TcpBounds bounds() {
        var peers = new PeerBounds(
                100,
                100,
                List.of(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                128);
        return new TcpBounds(
                peers,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                262_144,
                25_165_824,
                33_554_432,
                10,
                65_536,
                1_000_000,
                1_000_000,
                new RateBounds(1 << 26, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30));
    }

    /** Fails when our own code failed on something, which costs a frame or a connection and is not thrown. */
    public void requireNoOwnFault() {
        double closed = meters.find("plumewatch.events").tag("event", "closed_error").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        if (ownFaults.get() > 0 || closed > 0) {
            throw new AssertionError("our own code failed on " + ownFaults + " frames and closed " + closed
                    + " connections for that; the log has the traces");
        }
    }

    public long entries() {
        return entries.get();
    }

    @Override
    public CompletableFuture<Void> append(LogEntry entry, String partitionKey) {
        if (entry.toFields().isEmpty()) {
            throw new AssertionError("an entry without fields");
        }
        entries.incrementAndGet();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean writable(EntryKind kind) {
        return true;
    }

    @Override
    public CompletableFuture<Void> whenWritable(EntryKind kind) {
        return CompletableFuture.completedFuture(null);
    }
}
