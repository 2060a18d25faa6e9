package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.load.Machine;
import io.plumewatch.sim.load.Scratch;
import io.plumewatch.sim.server.Pause;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * {@code load storm}: what connected terminals cost the gateway, step by step, and how long it takes until all of them are
 * back after it was killed.
 */
public final class StormLoad {

    /** What the command line says about this part. */
    public static final String HELP = """
            load storm connects OBD terminals to a gateway without a city, from 127.0.0.2 up, each with a packet every
            10 s; shows heap (after collection) and kernel memory of a connection, then kills the gateway and has all
            of them come back at once; with --silent they vanish instead, as in a power cut: their sockets stay as they
            are, nothing more is said, and all come back at once from other addresses while the gateway has no place left.
            Ends with 1 if that takes more than 30 s, or for any error. Needs root for /proc/slabinfo.

              --steps N,N,...   connections of each step, rising, at most 19000 (default 1000,6000,12000,18000), and half
                                of that with --silent (default 1000,9000)
              --seconds N       how long each step sends (default 20)
              --storms N        how often the gateway is killed, or they vanish (default 3; the slowest counts)
              --silent          they vanish without a word
              --classes N       classes of the heap to show, the largest first (default 0)
              --port-offset N   shift every port by N (default 800)
              example: java -jar plumewatch-sim.jar load storm --steps 1000,18000""";

    private static final int MOST = 19_000;
    private static final int MOST_SILENT = MOST / 2;
    private static final int GOAL_HEAP_BYTES = 2_048;
    private static final int GOAL_ALL_BYTES = 6 * 1_024;
    private static final int GOAL_STORM = 20_000;
    private static final int GOAL_STORM_SECONDS = 30;
    private static final Duration GAP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How long the gateway waits in this measurement before somebody silent gives way. */
    private static final Duration GIVES_WAY = Duration.ofSeconds(5);

    private final int[] steps;
    private final Duration length;
    private final int storms;
    private final int classes;
    private final boolean silent;
    private final int portOffset;

    private StormLoad(Options options) {
        silent = options.has("--silent");
        steps = steps(
                options.text("--steps", silent ? "1000,9000" : "1000,6000,12000,18000"), silent ? MOST_SILENT : MOST);
        length = Duration.ofSeconds(options.number("--seconds", 20));
        storms = options.number("--storms", 3);
        classes = options.number("--classes", 0);
        portOffset = options.number("--port-offset", 800);
    }

    /** Runs the measurement of a command line and prints what it finds. */
    public static int run(List<String> arguments) {
        return new StormLoad(Options.parse(
                        arguments,
                        List.of("--silent"),
                        List.of("--steps", "--seconds", "--storms", "--classes", "--port-offset")))
                .measure();
    }

    static int[] steps(String text, int most) {
        try {
            int[] steps =
                    Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
            for (int i = 0; i < steps.length; i++) {
                if (steps[i] < 1 || steps[i] > most || (i > 0 && steps[i] <= steps[i - 1])) {
                    throw new UsageException("--steps is " + text + " but must rise from 1 to " + most + " at most");
                }
            }
            return steps;
        } catch (NumberFormatException e) {
            throw new UsageException("--steps is " + text + " but must be whole numbers with commas");
        }
    }

    private int measure() {
        say("%s", Machine.describe());
        int most = steps[steps.length - 1];
        try (var scratch = Scratch.make();
                var rig = new Rig(scratch.path(), portOffset)) {
            Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "load-stop"));
            rig.redis(most);
            rig.gateway(silent ? full(most) : Map.of());
            try (var crowd = new Crowd(rig.obdPort())) {
                climb(rig, crowd);
                double[] back = IntStream.range(0, storms)
                        .mapToDouble(i -> silent ? powerCut(crowd) : storm(rig, crowd))
                        .sorted()
                        .toArray();
                if (back.length > 0) {
                    say(
                            "all %d back: median %.1f s, slowest %.1f s of %d, goal %d in %d s",
                            crowd.size(),
                            back[back.length / 2],
                            back[back.length - 1],
                            back.length,
                            GOAL_STORM,
                            GOAL_STORM_SECONDS);
                }
                say("errors: %d, goal 0", crowd.errors());
                return exitCode(crowd.errors(), back);
            }
        }
    }

    /** Fails for any error, and when one storm took too long, however few took part. */
    static int exitCode(int errors, double... secondsUntilAllWereBack) {
        boolean late = Arrays.stream(secondsUntilAllWereBack).anyMatch(seconds -> seconds > GOAL_STORM_SECONDS);
        return errors > 0 || late ? 1 : 0;
    }

    /** A gateway with places for so many and no more. */
    private static Map<String, String> full(int places) {
        return Map.of(
                "PLUMEWATCH_OBD_LIMITS_PEERS_CONNECTIONS",
                Integer.toString(places),
                "PLUMEWATCH_OBD_LIMITS_PEERS_GIVESWAY",
                GIVES_WAY.toSeconds() + "s");
    }

    private void climb(Rig rig, Crowd crowd) {
        var found = new Footprint[steps.length];
        for (int i = 0; i < steps.length; i++) {
            Duration until = crowd.grow(steps[i], PATIENCE);
            crowd.pace(GAP, length, PATIENCE);
            rig.trim();
            found[i] = Footprint.of(rig.last());
            say(
                    "%6d connected: logged in after %.1f s, heap %.1f MiB, sockets of both ends %.1f MiB, %d errors,"
                            + " load average %s",
                    crowd.size(),
                    until.toMillis() / 1e3,
                    found[i].heapBytes() / 1_048_576.0,
                    found[i].kernelBytes() / 1_048_576.0,
                    crowd.errors(),
                    Machine.loadAverage());
        }
        if (steps.length > 1) {
            slope(found[0], found[steps.length - 1], steps[steps.length - 1] - steps[0]);
        }
    }

    private void slope(Footprint first, Footprint last, int more) {
        double heap = (last.heapBytes() - first.heapBytes()) / (double) more;
        double kernel = (last.kernelBytes() - first.kernelBytes()) / 2.0 / more;
        say("each connection from %d to %d:", steps[0], steps[0] + more);
        say("  heap            %6.0f B, goal <= %d B", heap, GOAL_HEAP_BYTES);
        say("  heap and kernel %6.0f B, goal <= %d B (kernel %.0f B)", heap + kernel, GOAL_ALL_BYTES, kernel);
        last.classes().entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue() - first.classes().getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .limit(classes)
                .forEach(entry -> say("    %7.1f B %s", entry.getValue() / (double) more, entry.getKey()));
    }

    /** The gateway dies and comes back; every terminal connects anew the moment that it accepts again. */
    private double storm(Rig rig, Crowd crowd) {
        ProcessHandle gateway = rig.last();
        gateway.destroyForcibly();
        try {
            gateway.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new RunFailed("the gateway does not end", e);
        }
        crowd.hangUp();
        Duration start = rig.gateway(Map.of());
        Duration until = crowd.reconnect(PATIENCE);
        say(
                "restarted, accepting after %.2f s: all %d logged in %.1f s later (%.0f/s), load average %s",
                start.toMillis() / 1e3,
                crowd.size(),
                until.toMillis() / 1e3,
                crowd.size() / (until.toMillis() / 1e3),
                Machine.loadAverage());
        return until.toMillis() / 1e3;
    }

    /** All vanish without a word and come back while their old connections still hold every place. */
    private double powerCut(Crowd crowd) {
        crowd.vanish();
        Pause.millis(2 * GIVES_WAY.toMillis());
        Duration until = crowd.comeBack(PATIENCE);
        say(
                "vanished, all %d logged in from other addresses in %.1f s (%.0f/s), load average %s",
                crowd.size(), until.toMillis() / 1e3, crowd.size() / (until.toMillis() / 1e3), Machine.loadAverage());
        crowd.forgetVanished();
        return until.toMillis() / 1e3;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
