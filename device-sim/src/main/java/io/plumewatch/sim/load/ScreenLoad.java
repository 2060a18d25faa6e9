package io.plumewatch.sim.load;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.sim.life.Registrar;
import io.plumewatch.sim.life.Units;
import io.plumewatch.sim.load.obd.Terminals;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.Traffic;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** {@code load screen}: from a device's publish to the crew's screen while terminals send at a fixed rate. */
public final class ScreenLoad {

    /** What the command line says about this part. */
    public static final String HELP = """
            load screen measures the time from a device's publish to the crew's event while OBD terminals send, in a
            city of its own, and whether each alert was durable when it was shown; medians of the rounds, each of 40
            alerts.

              --rate N          OBD packets per second in the background (default 20000; 0 = none)
              --terminals N     that send them (default 50)
              --rounds N        measurements (default 3)
              --gap N           milliseconds between two exceedances (default 250)
              --warm N          rounds at four times the pace before the first that counts (default 8)
              --port-offset N   shift every port by N (default 1000)
              example: java -jar plumewatch-sim.jar load screen --rate 20000 --rounds 5""";

    private static final int GOAL_MILLIS = 25;
    private static final int FLEET = 400;
    private static final int PASSES_PER_DAY = 40;
    private static final int WINDOW = 500;
    private static final double IN_TIME_MILLIS = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int rate;
    private final int terminals;
    private final int rounds;
    private final Duration gap;
    private final int warm;
    private final int portOffset;

    private ScreenLoad(Options options) {
        rate = options.number("--rate", 20_000);
        terminals = options.number("--terminals", 50);
        rounds = options.number("--rounds", 3);
        gap = Duration.ofMillis(options.number("--gap", 250));
        warm = options.number("--warm", 8);
        portOffset = options.number("--port-offset", 1_000);
        if (rate < 0 || terminals < 1 || terminals > FLEET || rounds < 1 || gap.isNegative() || warm < 0) {
            throw new UsageException(
                    "--rate and --warm must be at least 0, --terminals 1.." + FLEET + ", --rounds at least 1");
        }
    }

    /** Runs the measurement of a command line and prints what it finds. */
    public static int run(List<String> arguments) {
        var load = new ScreenLoad(Options.parse(
                arguments,
                List.of(),
                List.of("--rate", "--terminals", "--rounds", "--gap", "--warm", "--port-offset")));
        City city = City.prepare(
                CityOptions.quiet(CityOptions.usualFolder("load", load.portOffset), load.portOffset),
                System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(city::close, "load-stop"));
        city.open();
        return load.measure(city);
    }

    private int measure(City city) {
        say("%s", Machine.describe());
        Credentials.Tokens tokens = city.credentials().tokens();
        LocalDate today = LocalDate.now(Traffic.CHINA);
        // A service that has run for a day is compiled: rounds that do not count come first.
        List<Traffic> runs = IntStream.range(0, warm + rounds)
                .mapToObj(run -> new Traffic(
                        new Scenario(7, run, today.minusDays(Scenario.HISTORY_DAYS), PASSES_PER_DAY, FLEET)))
                .toList();
        Api admin = city.enforcement(tokens.admin());
        var registrar = new Registrar(admin, city.folder().path().resolve("devices.secret"), today);
        List<CityVehicle> trucks = runs.get(0).vehicles().limit(terminals).toList();
        registrar.register(runs.stream().flatMap(Traffic::vehicles).distinct(), List.of());
        trucks.forEach(truck -> admin.post("/api/v1/devices", terminal(truck)));
        try (Units units = Units.connect(city, registrar, WINDOW, InstantSource.system(), ack -> {})) {
            units.calibrate(InstantSource.system().instant().atOffset(Traffic.CHINA));
            CompletableFuture<Void> background = background(city, trucks);
            Pause.millis(SETTLE.toMillis());
            var p50 = new ArrayList<Double>();
            var p99 = new ArrayList<Double>();
            int wrong = 0;
            try (var screens = Screens.watch(city, tokens.crew())) {
                for (int run = 0; run < runs.size(); run++) {
                    boolean counts = run >= warm;
                    Pause.millis(500);
                    screens.smoke(runs.get(run), units, counts ? gap : warmGap());
                    screens.await(PATIENCE);
                    say("%s%s, load average %s", counts ? "" : "(warm) ", screens.report(), Machine.loadAverage());
                    if (counts) {
                        p50.add(screens.delays().millis(0.50));
                        p99.add(screens.delays().millis(0.99));
                        wrong += screens.tooEarly()
                                + Scenario.LIVE_SMOKERS
                                - screens.delays().count();
                    }
                    if (background.isDone() && run < runs.size() - 1) {
                        throw new RunFailed("the background ended early");
                    }
                }
            }
            background.join();
            say(
                    "medians of %d rounds, publish to screen at %d OBD packets/s: p50 %.1f ms, p99 %.1f ms, goal p99 <="
                            + " %d ms; %d not shown or too early, goal 0",
                    rounds,
                    rate,
                    Medians.of(p50, Double::doubleValue),
                    Medians.of(p99, Double::doubleValue),
                    GOAL_MILLIS,
                    wrong);
            return wrong == 0 ? 0 : 1;
        }
    }

    private Duration warmGap() {
        return gap.dividedBy(4);
    }

    private static Duration length(Duration gap) {
        return gap.multipliedBy(Scenario.LIVE_SMOKERS).plusSeconds(2);
    }

    private CompletableFuture<Void> background(City city, List<CityVehicle> trucks) {
        Duration length = SETTLE.plus(length(warmGap()).multipliedBy(warm))
                .plus(length(gap).multipliedBy(rounds));
        if (rate == 0) {
            return CompletableFuture.runAsync(() -> Pause.millis(length.toMillis()));
        }
        var senders = Terminals.connect(
                city.ports().obd(), trucks.size(), i -> trucks.get(i).vin(), i -> Registrar.iccid(trucks.get(i)));
        return CompletableFuture.runAsync(() -> {
            try (senders) {
                double inTime = senders.keep(rate, length, IN_TIME_MILLIS);
                say("background of %d/s: %.1f %% answered within a second", rate, 100 * inTime);
            }
        });
    }

    private static Map<String, Object> terminal(CityVehicle truck) {
        return Map.of(
                "deviceNo",
                "LOAD-" + truck.index(),
                "kind",
                "OBD_TERMINAL",
                "areaCode",
                truck.area().code(),
                "vin",
                truck.vin(),
                "iccid",
                Registrar.iccid(truck),
                "profile",
                "P3");
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
