package io.plumewatch.enforcement.intake;

import io.plumewatch.wire.log.Streams;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The lanes of one instance and the watch over its streams. */
final class Intake implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final IntakeSettings settings;
    private final Offsets offsets;
    private final Effects effects;
    private final IntakeState state;
    private final Clock clock;
    private final RightOfWay way;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<LogWatch> watches = new ArrayList<>();
    private final List<LogServer> servers = new ArrayList<>();
    private final ScheduledExecutorService watching =
            Executors.newSingleThreadScheduledExecutor(work -> daemon("intake-watch", work));

    Intake(IntakeSettings settings, Offsets offsets, Effects effects, IntakeState state, Clock clock) {
        this.settings = settings;
        this.offsets = offsets;
        this.effects = effects;
        this.state = state;
        this.clock = clock;
        this.way = new RightOfWay(settings.giveWay());
    }

    /**
     * Reads every stream of the log: evidence on its own lane, so that nothing else holds it up, and telemetry behind
     * everything that can make an alert.
     *
     * @param profiles compares what the gateways have with what we have
     */
    void readAll(String evidenceUri, String telemetryUri, ProfileWatch profiles) {
        LogServer evidence = server(evidenceUri);
        LogServer telemetry = server(telemetryUri);
        lane("evidence", evidence, List.of(Streams.EVIDENCE));
        lane("sightings-1", evidence, sightings(0, Streams.PARTITIONS / 2));
        lane("sightings-2", evidence, sightings(Streams.PARTITIONS / 2, Streams.PARTITIONS));
        lane("telemetry", telemetry, Streams.onTelemetryRedis(), way::behind);
        watch("evidence", evidence, Streams.onEvidenceRedis(), settings.keepEvidence())
                .comparing(profiles);
        watch("telemetry", telemetry, Streams.onTelemetryRedis(), settings.keepTelemetry());
    }

    LogServer server(String uri) {
        var server = new LogServer(uri);
        servers.add(server);
        return server;
    }

    void lane(String name, LogServer server, List<String> streams) {
        lane(name, server, streams, way::first);
    }

    private void lane(String name, LogServer server, List<String> streams, RightOfWay.Turn turn) {
        var lane = new Lane(name, streams, server, offsets, effects, state, settings, clock, turn);
        lanes.add(lane);
        threads.add(daemon("intake-" + name, lane));
    }

    LogWatch watch(String name, LogServer server, List<String> streams, Duration keep) {
        var watch = new LogWatch(name, streams, keep, server, offsets, effects, state, clock);
        watches.add(watch);
        return watch;
    }

    void start() {
        threads.forEach(Thread::start);
        for (LogWatch watch : watches) {
            watching.scheduleWithFixedDelay(watch, 0, settings.watch().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends after the transactions under way; what was read and not begun is read again by whoever is next. */
    @Override
    public void close() {
        lanes.forEach(Lane::end);
        watching.shutdownNow();
        servers.forEach(LogServer::close);
        threads.forEach(Intake::join);
    }

    private static List<String> sightings(int from, int to) {
        return IntStream.range(from, to).mapToObj(Streams::sightings).toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
