package io.plumewatch.sim.chaos;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import java.time.Duration;
import java.util.List;

/** {@code chaos}: kills every server of a city of its own, and counts what is left. */
public final class ChaosCommand implements Command {

    private static final String HELP = """
            usage: plumewatch-sim chaos [OPTIONS]

            Starts a fresh city, lets passes arrive at an even pace, and kills -9 the gateway, the
            enforcement-service, Redis and PostgreSQL once each. Afterwards every acknowledged pass must be
            known once, and every truck that exceeded twice must be referred once. The first run that does
            not hold is the last one: its folder stays, with logs, data and evidence of what was lost.

              --seconds N       length of a run (default 60)
              --runs N          how many runs (default 1)
              --random          kill at random moments and in random order, else one after the other
              --seed N          traffic and plan of the first run; the next ones count up (default 1)
              --port-offset N   shift every port by N (default 500)

            Exit codes: 0 nothing lost or doubled, 1 something was, 2 wrong usage.

            example: java -jar plumewatch-sim.jar chaos --runs 4 --random""";

    @Override
    public String name() {
        return "chaos";
    }

    @Override
    public String summary() {
        return "kills every server of a running city and counts what is left";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        var options = Options.parse(
                arguments, List.of("--random"), List.of("--seconds", "--runs", "--seed", "--port-offset"));
        int runs = options.number("--runs", 1);
        int seconds = options.number("--seconds", 60);
        if (runs < 1 || seconds < 10) {
            throw new UsageException("--runs must be at least 1 and --seconds at least 10");
        }
        // The next run would begin with an empty folder, and so without what this one left.
        boolean held = true;
        for (int run = 0; run < runs && held; run++) {
            held = once(options, Duration.ofSeconds(seconds), options.number("--seed", 1) + run);
        }
        if (!held) {
            throw new RunFailed("something was lost or doubled, see above");
        }
        return 0;
    }

    private static boolean once(Options options, Duration length, long seed) {
        int offset = options.number("--port-offset", 500);
        City city =
                City.prepare(CityOptions.quiet(CityOptions.usualFolder("chaos", offset), offset), System.out::println);
        var hook = new Thread(city::close, "chaos-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            city.open();
            ChaosReport report = options.has("--random")
                    ? ChaosRun.random(city, length, seed, System.out::println)
                    : ChaosRun.even(city, length, seed, System.out::println);
            System.out.println("seed " + seed + ": " + report);
            return report.holds();
        } finally {
            city.close();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
