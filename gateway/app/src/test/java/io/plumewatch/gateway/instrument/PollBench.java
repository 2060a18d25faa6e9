package io.plumewatch.gateway.instrument;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.quarantine.Quarantine;
import io.plumewatch.gateway.quarantine.QuarantineSettings;
import io.plumewatch.gateway.quarantine.Rejected;
import io.plumewatch.gateway.quarantine.SampleBudget;
import io.plumewatch.gateway.testing.FakeDevices;
import io.plumewatch.gateway.testing.FakeLog;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** What lines need, with a log and a registry in memory. */
final class PollBench implements AutoCloseable {

    final FakeLog log = new FakeLog();
    final FakeDevices devices = new FakeDevices();
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Counters counters = new Counters(meters);
    final InstrumentBoard board = new InstrumentBoard();
    final SeenDevices seen = new SeenDevices();
    final InstrumentSettings settings;
    private final Outbox outbox;

    PollBench(Path directory) {
        this(directory, "", Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    /** For whole pollers, which wait out their pauses. */
    PollBench(Path directory, String file) {
        this(directory, file, Duration.ofMillis(50), Duration.ofMillis(400));
    }

    private PollBench(Path directory, String file, Duration firstPause, Duration longestPause) {
        settings = new InstrumentSettings(
                file,
                "",
                directory.resolve("spool").toString(),
                100,
                8,
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMillis(40),
                firstPause,
                longestPause,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                3,
                512,
                10,
                10);
        outbox = new Outbox(settings, log, counters, "gateway-1");
        outbox.start();
    }

    void register(String deviceNo) {
        devices.with(new ProjectedDevice(deviceNo, "INSTRUMENT", "410800", true, "s", null, null, null));
    }

    Quarantine quarantine() {
        var budget = new SampleBudget(new QuarantineSettings(5_000, 1 << 26, 10, 2_000));
        return new Quarantine(counters, budget, entry -> {
            rejected.add(entry);
            return CompletableFuture.completedFuture(true);
        });
    }

    PollParts parts(InstantSource clock) {
        return new PollParts(settings, outbox, devices, quarantine(), counters, seen, board, clock);
    }

    InstrumentPoller.Parts shared() {
        return new InstrumentPoller.Parts(log, devices, quarantine(), counters, seen, board);
    }

    double count(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    InstrumentBoard.Shown shown(String deviceNo) {
        return board.all().stream()
                .filter(shown -> shown.deviceNo().equals(deviceNo))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
