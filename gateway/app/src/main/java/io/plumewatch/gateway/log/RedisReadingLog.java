package io.plumewatch.gateway.log;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.ProfileNotice;
import io.plumewatch.wire.log.Seal;
import io.plumewatch.wire.log.Streams;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The log on Redis streams. Evidence and telemetry have each a connection, a queue and a thread of their own, so that a
 * flood of one never delays the other, on one server or on two.
 */
public final class RedisReadingLog implements ReadingLog, MeterBinder, AutoCloseable {

    private final LogWriter evidence;
    private final LogWriter telemetry;
    private final Crowding crowding;
    private final OwnOutage outage = new OwnOutage();
    private final ClockFloor clockFloor = new ClockFloor();
    private final Author author;
    private final InstantSource clock;
    private volatile String evidenceEpoch = "";
    private volatile String telemetryEpoch = "";

    public RedisReadingLog(LogSettings settings, RedisLinks links, InstantSource clock, String gatewayId) {
        this.clock = clock;
        author = new Author(gatewayId, settings.key().isEmpty() ? null : new Seal(settings.key()));
        crowding = new Crowding(settings.claimedTelemetryBytes());
        evidence = new LogWriter(
                "evidence", author, links.to(settings.evidenceUri()), settings, clock, evidenceRecovery());
        telemetry = new LogWriter(
                "telemetry", author, links.to(settings.telemetryUri()), settings, clock, telemetryRecovery());
    }

    public void start() {
        evidence.start();
        telemetry.start();
    }

    @Override
    public CompletableFuture<Void> append(LogEntry entry, String partitionKey) {
        if (entry.kind().place() == EntryKind.Place.TELEMETRY && crowding.refuses(entry.trust())) {
            return CompletableFuture.failedFuture(new LogUnavailable("no memory for telemetry at the moment"));
        }
        String stream = stream(entry.kind(), partitionKey);
        return switch (entry.kind().place()) {
            case EVIDENCE, SIGHTINGS -> evidence.append(stream, whole(stream, entry.toFields()));
            case TELEMETRY -> telemetry.append(stream, new Append.Reading(entry.packed()));
        };
    }

    /** Tells the service which profiles this gateway has; what is lost is told again. */
    void tell(ProfileNotice notice) {
        var unused = evidence.append(Streams.PROFILES, whole(Streams.PROFILES, notice.toFields()));
    }

    private Append.Content whole(String stream, Map<String, byte[]> fields) {
        return new Append.Fields(author.sealed(stream, fields));
    }

    @Override
    public boolean writable(EntryKind kind) {
        return writer(kind).gate().isOpen();
    }

    @Override
    public CompletableFuture<Void> whenWritable(EntryKind kind) {
        return writer(kind).gate().whenOpen();
    }

    /** Returns what is known of the last outage of our own. */
    public OwnOutage outage() {
        return outage;
    }

    /** Returns whether our own clock shows less than it did before. */
    public boolean clockIsSetBack() {
        return clockFloor.isAbove(clock.instant());
    }

    /** Returns the least that the time can be. */
    public ClockFloor clockFloor() {
        return clockFloor;
    }

    /** Returns how often telemetry was told to wait because its Redis was too full. */
    long crowded() {
        return crowding.refused();
    }

    /** Names the present lives of both Redis servers: another value means that one of them was lost. */
    public String epoch() {
        return evidenceEpoch + "/" + telemetryEpoch;
    }

    /** Returns whether what this log confirms survives, worst first. */
    public Durability durability() {
        return evidence.durability().worse(telemetry.durability());
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        evidence.tell(metrics);
        telemetry.tell(metrics);
        Gauge.builder("plumewatch.clock.setback", this, log -> log.clockIsSetBack() ? 1 : 0)
                .description("1 while our clock shows a minute or more less than it did before")
                .register(metrics);
        FunctionCounter.builder("plumewatch.log.crowded", crowding, Crowding::refused)
                .description("Times that telemetry had to wait because its Redis was too full")
                .register(metrics);
    }

    @Override
    public void close() {
        evidence.close();
        telemetry.close();
    }

    private LogWriter.Recovery evidenceRecovery() {
        return new LogWriter.Recovery() {
            @Override
            public void writable(String newEpoch, @Nullable Instant lastBeat, Instant now) {
                evidenceEpoch = newEpoch;
                if (lastBeat != null) {
                    outage.over(lastBeat, now);
                }
            }

            @Override
            public void clockShowed(Instant clock) {
                clockFloor.shown(clock);
            }
        };
    }

    private LogWriter.Recovery telemetryRecovery() {
        return new LogWriter.Recovery() {
            @Override
            public void writable(String newEpoch, @Nullable Instant lastBeat, Instant now) {
                telemetryEpoch = newEpoch;
            }

            @Override
            public void memory(String info) {
                crowding.memory(info);
            }
        };
    }

    private LogWriter writer(EntryKind kind) {
        return switch (kind.place()) {
            case EVIDENCE, SIGHTINGS -> evidence;
            case TELEMETRY -> telemetry;
        };
    }

    private static String stream(EntryKind kind, String partitionKey) {
        return switch (kind.place()) {
            case EVIDENCE -> Streams.EVIDENCE;
            case SIGHTINGS -> Streams.sightings(partitionKey);
            case TELEMETRY -> Streams.telemetry(partitionKey);
        };
    }
}
