package io.plumewatch.sim.load;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.Installation;
import io.plumewatch.sim.server.ClassArchive;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.server.Supervisor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * {@code load start}: kills gateway and service in turn, as {@code kill -9} does, and measures from the start of the new
 * process until it takes what it is there for. CPU-seconds stand beside, for they hardly depend on what else runs.
 */
final class StartRun {

    static final String HELP = """
            load start measures how soon gateway and service work again after kill -9: medians of the rounds,
            from the start of the process, with the CPU-seconds that it took by then.

              --rounds N        deaths of each (default 5)
              --port-offset N   shift every port by N (default 800)""";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 5;

    /** The one that died before has come to rest by then: two that start at once measure each other. */
    private static final long REST_MILLIS = 4_000;

    private static final String SUBSCRIBED = "Subscribed at the MQTT broker";

    private final City city;
    private final int rounds;
    private final Consumer<String> reports;
    private final Map<String, List<Reached>> reached = new LinkedHashMap<>();

    private StartRun(City city, int rounds, Consumer<String> reports) {
        this.city = city;
        this.rounds = rounds;
        this.reports = reports;
    }

    /** When a process had come so far, and what it had used. */
    private record Reached(double seconds, double cpuSeconds) {}

    /** Runs the measurement of a command line and says what it finds. */
    static int run(List<String> arguments, Consumer<String> reports) {
        var options = Options.parse(arguments, List.of(), List.of("--rounds", "--port-offset"));
        int rounds = options.number("--rounds", 5);
        if (rounds < 1 || rounds > 100) {
            throw new UsageException("--rounds is " + rounds + " but must be 1..100");
        }
        int offset = options.number("--port-offset", 800);
        var city = City.prepare(CityOptions.quiet(CityOptions.usualFolder("load", offset), offset), reports);
        Runtime.getRuntime().addShutdownHook(new Thread(city::close, "load-stop"));
        city.open();
        new StartRun(city, rounds, reports).measure();
        return 0;
    }

    private void measure() {
        reports.accept(Machine.describe());
        Installation home = Installation.find();
        boolean archives =
                new ClassArchive(home.gatewayJar()).usable() && new ClassArchive(home.enforcementJar()).usable();
        reports.accept(archives ? "from class archives" : "without class archives: see city --record-classes");
        for (int round = 1; round <= rounds; round++) {
            again("gateway", gateway());
            again("enforcement", Map.of());
            reports.accept("round " + round + ", load average " + Machine.loadAverage());
        }
        reached.forEach((what, of) -> reports.accept(String.format(
                Locale.ROOT,
                "%-24s %5.2f s, %5.2f CPU-seconds (median of %d; %.2f to %.2f s)",
                what,
                Medians.of(of, Reached::seconds),
                Medians.of(of, Reached::cpuSeconds),
                of.size(),
                of.stream().mapToDouble(Reached::seconds).min().orElse(Double.NaN),
                of.stream().mapToDouble(Reached::seconds).max().orElse(Double.NaN))));
    }

    private Map<String, BooleanSupplier> gateway() {
        Path log = city.folder().logs().resolve("gateway.log");
        long written = size(log);
        var marks = new LinkedHashMap<String, BooleanSupplier>();
        marks.put("gateway takes OBD", new Door(city.ports().obd())::isOpen);
        marks.put("gateway takes HJ 212", new Door(city.ports().hj212())::isOpen);
        marks.put("gateway takes MQTT", () -> saysSince(log, written, SUBSCRIBED));
        return marks;
    }

    private void again(String name, Map<String, BooleanSupplier> marks) {
        Supervisor server = city.server(name);
        Pause.millis(REST_MILLIS);
        ProcessHandle old = server.process();
        ProcessHandle process = replacement(server, old);
        long start = System.nanoTime();
        var open = new LinkedHashMap<>(marks);
        open.put(name + " serves HTTP", server::answers);
        while (!open.isEmpty()) {
            open.entrySet().removeIf(mark -> mark.getValue().getAsBoolean() && note(mark.getKey(), start, process));
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new RunFailed("not reached after " + PATIENCE.toSeconds() + " s: " + open.keySet());
            }
            Pause.millis(LOOK_MILLIS);
        }
    }

    /** Kills a process and returns the one that the city starts instead, as soon as there is one. */
    private static ProcessHandle replacement(Supervisor server, ProcessHandle old) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        server.kill();
        while (server.process().equals(old)) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed(server.name() + " was not started again within " + PATIENCE.toSeconds() + " s");
            }
            Pause.millis(1);
        }
        return server.process();
    }

    private boolean note(String what, long start, ProcessHandle process) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return reached.computeIfAbsent(what, key -> new ArrayList<>())
                .add(new Reached(seconds, ProcessUse.of(process).cpuSeconds()));
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean saysSince(Path log, long from, String words) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] news = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(news);
            return new String(news, StandardCharsets.UTF_8).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
