package io.plumewatch.sim.load;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.life.Units;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.MeasuredPass;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.rs.RsAck;
import io.plumewatch.wire.rs.RsJson;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures one quiet, fresh city, step by step, and says each figure as a line. */
public final class LoadRun {

    private static final int TERMINALS = 50;
    private static final int WINDOW = 500;
    private static final int BATCH = 50;
    private static final int FLEET = 400;
    private static final Duration LATENCY_GAP = Duration.ofMillis(500);

    private final City city;
    private final Duration length;
    private final int telemetryPerSecond;
    private final Consumer<String> reports;
    private final InstantSource clock = InstantSource.system();
    private final Traffic traffic;
    private final List<CityVehicle> trucks;
    private final Meter meter;
    private final AtomicLong acknowledged = new AtomicLong();

    private LoadRun(City city, Duration length, int telemetryPerSecond, Consumer<String> reports) {
        this.city = city;
        this.length = length;
        this.telemetryPerSecond = telemetryPerSecond;
        this.reports = reports;
        this.meter = new Meter(city);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Traffic.CHINA);
        this.traffic = new Traffic(new Scenario(7, 0, today.minusDays(Scenario.HISTORY_DAYS), 1_000, FLEET));
        this.trucks =
                traffic.vehicles().filter(CityVehicle::truck).limit(TERMINALS).toList();
    }

    /**
     * Measures passes, telemetry, latency and memory.
     *
     * @param length of each measurement
     * @param telemetryPerSecond packets in the background while latency is measured
     */
    public static void measure(City city, Duration length, int telemetryPerSecond, Consumer<String> reports) {
        new LoadRun(city, length, telemetryPerSecond, reports).run();
    }

    private void run() {
        Credentials.Tokens tokens = city.credentials().tokens();
        var registrar = new Registrar(
                city.enforcement(tokens.admin()),
                city.folder().path().resolve("devices.secret"),
                LocalDate.ofInstant(clock.instant(), Traffic.CHINA));
        registrar.register(traffic.vehicles(), trucks);
        say("time to READY: %.1f s", city.timeToReady().toMillis() / 1e3);
        try (var log = new LogMeter(city.redisUri());
                Units units = Units.connect(city, registrar, WINDOW, clock, this::count)) {
            passes(log, units);
            telemetry(log);
            latency(units, tokens.crew());
        }
        say("resident MiB: %s", Meter.memory(meter.read()));
    }

    private void count(RsAck ack) {
        if (Units.isPassId(ack.id())) {
            acknowledged.incrementAndGet();
        }
    }

    private void passes(LogMeter log, Units units) {
        byte[] payload = RsJson.write(traffic.history(0).pass());
        double plain = log.plainAdds(payload, BATCH, length);
        say("plain XADD, %d B, batches of %d: %.0f/s", payload.length, BATCH, plain);
        units.calibrate(traffic.history(0).pass().measuredAt());
        // Made beforehand: drawing trucks is not what is measured.
        List<MeasuredPass> passes = IntStream.range(0, traffic.historyLength())
                .mapToObj(traffic::history)
                .toList();
        var before = meter.read();
        long start = System.nanoTime();
        long counted = acknowledged.get();
        for (int i = 0; System.nanoTime() - start < length.toNanos() && i < passes.size(); i++) {
            units.send(passes.get(i));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (acknowledged.get() - counted) / seconds;
        say("passes acknowledged: %.0f/s, %.1f %% of plain XADD", rate, 100 * rate / plain);
        say("  CPU-seconds in %.1f s: %s", seconds, Meter.cost(before, meter.read()));
        awaitQuiet(units);
    }

    private void telemetry(LogMeter log) {
        byte[] packet = ObdSample.packet(trucks.get(0));
        double plain = log.plainAdds(packet, BATCH, length);
        say("plain XADD, %d B, batches of %d: %.0f/s", packet.length, BATCH, plain);
        var before = meter.read();
        long added = log.telemetryAdded();
        long start = System.nanoTime();
        try (Telemetry ignored = Telemetry.start(city.ports().obd(), trucks, 0)) {
            Pause.millis(length.toMillis());
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (log.telemetryAdded() - added) / seconds;
            say("OBD packets in the log: %.0f/s, %.1f %% of plain XADD", rate, 100 * rate / plain);
            say("  CPU-seconds in %.1f s: %s", seconds, Meter.cost(before, meter.read()));
        }
    }

    private void latency(Units units, String crewToken) {
        units.calibrate(clock.instant().atOffset(Traffic.CHINA));
        awaitQuiet(units);
        try (var screens = Screens.watch(city, crewToken);
                Telemetry ignored = Telemetry.start(city.ports().obd(), trucks, telemetryPerSecond)) {
            screens.smoke(traffic, units, LATENCY_GAP);
            Pause.millis(5_000);
            say("device publish to crew event at %d OBD packets/s: %s", telemetryPerSecond, screens.report());
        }
    }

    private void awaitQuiet(Units units) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (units.waiting() > 0) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed(units.waiting() + " messages were never acknowledged");
            }
            Pause.millis(50);
        }
    }

    private void say(String format, Object... values) {
        reports.accept(String.format(Locale.ROOT, format, values));
    }
}
