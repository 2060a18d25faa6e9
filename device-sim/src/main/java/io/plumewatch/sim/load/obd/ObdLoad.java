package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.load.Machine;
import io.plumewatch.sim.load.Medians;
import io.plumewatch.sim.load.ProcessUse;
import io.plumewatch.sim.load.Scratch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code load obd}: how many packets a second come durably into the log and are answered, what that costs, and how long
 * an answer takes at a fixed rate; the controls beside the gateway in every round, medians at the end.
 */
public final class ObdLoad {

    /** What the command line says about this part. */
    public static final String HELP = """
            load obd measures one way alone, socket → durable log → answer of OBD packets, without a city: the
            gateway, a bare decoder, and a decoder with the same log, in the same run; medians of the rounds.

              --rounds N        measurements of each (default 5)
              --seconds N       length of each (default 5)
              --connections N   terminals of each server (default 50)
              --window N        packets on their way on each connection (default 200)
              --rate N          packets per second when latency is measured (default 20000)
              --port-offset N   shift every port by N (default 700)""";

    private final int rounds;
    private final Duration length;
    private final int connections;
    private final int window;
    private final int rate;
    private final int portOffset;
    private final Map<String, List<Flow>> flows = new TreeMap<>();
    private final Map<String, List<Latencies>> latencies = new TreeMap<>();

    private ObdLoad(Options options) {
        rounds = atLeastOne(options, "--rounds", 5);
        length = Duration.ofSeconds(atLeastOne(options, "--seconds", 5));
        connections = atLeastOne(options, "--connections", 50);
        window = atLeastOne(options, "--window", 200);
        rate = atLeastOne(options, "--rate", 20_000);
        portOffset = options.number("--port-offset", 700);
    }

    /** Runs the measurement of a command line and prints what it finds. */
    public static int run(List<String> arguments) {
        new ObdLoad(Options.parse(
                        arguments,
                        List.of(),
                        List.of("--rounds", "--seconds", "--connections", "--window", "--rate", "--port-offset")))
                .measure();
        return 0;
    }

    private static int atLeastOne(Options options, String name, int otherwise) {
        int number = options.number(name, otherwise);
        if (number < 1) {
            throw new UsageException(name + " must be at least 1");
        }
        return number;
    }

    /**
     * What one server did while it was kept busy.
     *
     * @param rate packets answered per second
     * @param server CPU-seconds of its process, each second; likewise the others
     */
    private record Flow(double rate, double server, double redis, double own) {}

    private void measure() {
        try (var scratch = Scratch.make();
                var rig = new Rig(scratch.path(), portOffset)) {
            Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "load-stop"));
            say("%s", Machine.describe());
            ProcessHandle redis = rig.redis(connections);
            List<Measured> servers =
                    List.of(rig.bareDecoder(connections), rig.decoderWithLog(connections), rig.gateway(connections));
            for (Measured server : servers) {
                // Compiled code before the first figure.
                server.terminals().saturate(window, length.multipliedBy(2));
            }
            for (int round = 1; round <= rounds; round++) {
                for (Measured server : servers) {
                    rig.trim();
                    saturate(server, redis);
                }
            }
            for (int round = 1; round <= rounds; round++) {
                for (Measured server : servers) {
                    rig.trim();
                    pace(server);
                }
            }
            report(servers);
        }
    }

    private void saturate(Measured server, ProcessHandle redis) {
        double serverBefore = server.cpuSeconds();
        double redisBefore = ProcessUse.of(redis).cpuSeconds();
        double ownBefore = Machine.ownCpuSeconds();
        long start = System.nanoTime();
        double perSecond = server.terminals().saturate(window, length);
        double seconds = (System.nanoTime() - start) / 1e9;
        var flow = new Flow(
                perSecond,
                (server.cpuSeconds() - serverBefore) / seconds,
                (ProcessUse.of(redis).cpuSeconds() - redisBefore) / seconds,
                (Machine.ownCpuSeconds() - ownBefore) / seconds);
        flows.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(flow);
        say("%-26s %8.0f packets/s, load average %s", server.name(), perSecond, Machine.loadAverage());
    }

    private void pace(Measured server) {
        Latencies found = server.terminals().pace(rate, length);
        latencies.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(found);
        say(
                "%-26s at %d/s: p50 %.2f ms, p99 %.2f ms, most %.2f ms, load average %s",
                server.name(), rate, found.millis(0.50), found.millis(0.99), found.millis(1), Machine.loadAverage());
    }

    private void report(List<Measured> servers) {
        say("medians of %d rounds of %d s, %d connections:", rounds, length.toSeconds(), connections);
        for (Measured server : servers) {
            List<Flow> of = flows.getOrDefault(server.name(), List.of());
            double perSecond = Medians.of(of, Flow::rate);
            say(
                    "%-26s %8.0f packets/s, %8.0f per CPU-second of its own; CPU: server %.2f, Redis %.2f, load %.2f",
                    server.name(),
                    perSecond,
                    perSecond / Medians.of(of, Flow::server),
                    Medians.of(of, Flow::server),
                    Medians.of(of, Flow::redis),
                    Medians.of(of, Flow::own));
        }
        double gateway = Medians.of(flows.getOrDefault(servers.get(2).name(), List.of()), Flow::rate);
        double control = Medians.of(flows.getOrDefault(servers.get(1).name(), List.of()), Flow::rate);
        say("gateway / decoder with the same log: %.1f %%", 100 * gateway / control);
        for (Measured server : servers) {
            List<Latencies> of = latencies.getOrDefault(server.name(), List.of());
            say(
                    "%-26s at %d/s: p50 %.2f ms, p99 %.2f ms, most %.2f ms; accepting after %.2f s",
                    server.name(),
                    rate,
                    Medians.of(of, one -> one.millis(0.50)),
                    Medians.of(of, one -> one.millis(0.99)),
                    Medians.of(of, one -> one.millis(1)),
                    server.untilAccepting().toMillis() / 1e3);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
