package io.plumewatch.sim.load;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.Options;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.load.obd.Control;
import io.plumewatch.sim.load.obd.ObdLoad;
import io.plumewatch.sim.load.obd.StormLoad;
import io.plumewatch.sim.load.poll.PollLoad;
import java.time.Duration;
import java.util.List;

/** {@code load}: measures a city of its own. */
public final class LoadCommand implements Command {

    private static final String HELP =
            """
            usage: plumewatch-sim load [OPTIONS]
                   plumewatch-sim load obd [OPTIONS]
                   plumewatch-sim load start [OPTIONS]
                   plumewatch-sim load storm [OPTIONS]
                   plumewatch-sim load poll [OPTIONS]
                   plumewatch-sim load screen [OPTIONS]

            Starts a fresh city and measures it: passes and OBD packets taken durably per second, against
            plain XADD of the same size and batch in the same run; CPU-seconds of each process beside them;
            the time from a device's publish to the crew's event; memory; time to READY.

              --seconds N       length of each measurement (default 15)
              --telemetry N     OBD packets per second in the background of the latency (default 1000)
              --burst N         measure only this: live passes while a unit sends N from its store
              --port-offset N   shift every port by N (default 600)

            %s

            %s

            %s

            %s

            %s

            Exit codes: 0 done, 1 something did not run, 2 wrong usage.

            example: java -jar plumewatch-sim.jar load --seconds 30""".formatted(ObdLoad.HELP, StartRun.HELP, StormLoad.HELP, PollLoad.HELP, ScreenLoad.HELP);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String summary() {
        return "measures throughput, latency, CPU and memory of a city";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (arguments.stream().findFirst().orElse("")) {
            case "obd" -> ObdLoad.run(rest);
            case "start" -> StartRun.run(rest, System.out::println);
            case "storm" -> StormLoad.run(rest);
            case "poll" -> PollLoad.run(rest);
            case "screen" -> ScreenLoad.run(rest);
            case "control" -> control(rest);
            default -> city(arguments);
        };
    }

    private static int city(List<String> arguments) {
        var options =
                Options.parse(arguments, List.of(), List.of("--seconds", "--telemetry", "--burst", "--port-offset"));
        int seconds = options.number("--seconds", 15);
        int telemetry = options.number("--telemetry", 1_000);
        if (seconds < 1 || telemetry < 1) {
            throw new UsageException("--seconds and --telemetry must be at least 1");
        }
        int burst = options.number("--burst", 0);
        if (burst < 0 || burst > 1_000_000) {
            throw new UsageException("--burst is " + burst + " but must be 1..1000000");
        }
        int offset = options.number("--port-offset", 600);
        City city =
                City.prepare(CityOptions.quiet(CityOptions.usualFolder("load", offset), offset), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(city::close, "load-stop"));
        city.open();
        if (burst > 0) {
            BurstRun.measure(city, burst, System.out::println);
        } else {
            LoadRun.measure(city, Duration.ofSeconds(seconds), telemetry, System.out::println);
        }
        return 0;
    }

    /** What {@code load obd} starts beside the gateway. */
    private static int control(List<String> arguments) {
        var options = Options.parse(arguments, List.of(), List.of("--port", "--redis"));
        String redis = options.text("--redis", "");
        Control.run(options.number("--port", 0), redis.isEmpty() ? null : redis);
        return 0;
    }
}
