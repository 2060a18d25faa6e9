package io.plumewatch.sim.load.poll;

import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.device.LineFault;
import io.plumewatch.sim.device.ModbusStation;
import io.plumewatch.sim.load.Machine;
import io.plumewatch.sim.load.Medians;
import io.plumewatch.sim.load.Scratch;
import io.plumewatch.sim.load.obd.Rig;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** {@code load poll}: how evenly instruments are asked once a second while others take the question and never answer. */
public final class PollLoad {

    /** What the command line says about this part. */
    public static final String HELP = """
            load poll has a gateway ask Modbus TCP instruments once a second, some of which accept and never answer,
            and shows how far each question to the others is from its beat; medians of the rounds.

              --instruments N   all of them, at most 500 (default 200)
              --hung N          those that hang (default 20)
              --rounds N        measurements (default 3)
              --seconds N       length of each (default 20)
              --port-offset N   shift every port by N (default 900)
              example: java -jar plumewatch-sim.jar load poll --seconds 60""";

    private static final int MOST = 500;
    private static final int BEAT_MILLIS = 1_000;
    private static final int GOAL_MILLIS = 20;
    private static final String MODEL = "renke-wind-507@1";
    private static final int UNIT = 1;
    private static final int WARM_QUESTIONS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int instruments;
    private final int hung;
    private final int rounds;
    private final Duration length;
    private final int portOffset;
    private final List<Beats> beats = new ArrayList<>();
    private final List<ModbusStation> stations = new ArrayList<>();

    private PollLoad(Options options) {
        instruments = options.number("--instruments", 200);
        hung = options.number("--hung", 20);
        rounds = options.number("--rounds", 3);
        length = Duration.ofSeconds(options.number("--seconds", 20));
        portOffset = options.number("--port-offset", 900);
        if (hung < 0 || hung >= instruments || instruments > MOST || rounds < 1 || length.toSeconds() < 2) {
            throw new UsageException(
                    "--instruments must be 1.." + MOST + ", --hung less, --rounds at least 1, --seconds at least 2");
        }
    }

    /** Runs the measurement of a command line and prints what it finds. */
    public static int run(List<String> arguments) {
        return new PollLoad(Options.parse(
                        arguments,
                        List.of(),
                        List.of("--instruments", "--hung", "--rounds", "--seconds", "--port-offset")))
                .measure();
    }

    /** What one round showed; times in milliseconds. */
    private record Round(double p50, double p99, double most, long polls, long missed) {}

    private int measure() {
        say("%s", Machine.describe());
        try (var scratch = Scratch.make();
                var rig = new Rig(scratch.path(), portOffset)) {
            Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "load-stop"));
            start();
            rig.redis(0);
            rig.enrol(IntStream.range(0, instruments)
                    .mapToObj(i -> new ProjectedDevice(name(i), "INSTRUMENT", "410800", true, "-", null, null, null))
                    .toList());
            Path file = scratch.path().resolve("lines.json");
            write(file);
            rig.gateway(Map.of("PLUMEWATCH_INSTRUMENTS", file.toString()));
            awaitBeat();
            report(IntStream.range(0, rounds).mapToObj(i -> round()).toList());
            return 0;
        } finally {
            stop();
        }
    }

    /** Connections come one after another, and code is compiled while the first questions are asked. */
    private void awaitBeat() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!beats.stream().skip(hung).allMatch(one -> one.count() >= WARM_QUESTIONS)) {
            if (System.nanoTime() > end) {
                throw new RunFailed("some instruments were not asked " + WARM_QUESTIONS + " times in " + PATIENCE);
            }
            Pause.millis(100);
        }
        beats.forEach(Beats::take);
    }

    private Round round() {
        Pause.millis(length.toMillis());
        List<Jitter> all = beats.stream()
                .skip(hung)
                .map(one -> Jitter.of(one.take(), BEAT_MILLIS * 1_000_000L))
                .toList();
        long asked =
                beats.stream().limit(hung).mapToLong(one -> one.take().length).sum();
        double[] millis = all.stream()
                .flatMapToLong(jitter -> Arrays.stream(jitter.nanos()))
                .sorted()
                .mapToDouble(nanos -> nanos / 1e6)
                .toArray();
        if (millis.length == 0) {
            throw new RunFailed("the gateway asked nobody");
        }
        var round = new Round(
                at(millis, 0.50),
                at(millis, 0.99),
                at(millis, 1),
                millis.length,
                all.stream().mapToLong(Jitter::missed).sum());
        say(
                "%d questions of %d due, %d missed, %d to those that hang: off their beat p50 %.2f ms, p99 %.2f ms, most %.2f ms,"
                        + " load average %s",
                round.polls,
                (instruments - hung) * length.toMillis() / BEAT_MILLIS,
                round.missed,
                asked,
                round.p50,
                round.p99,
                round.most,
                Machine.loadAverage());
        return round;
    }

    private void report(List<Round> of) {
        say(
                "medians of %d rounds of %d s, %d instruments, %d of them hung: off their beat p50 %.2f ms,"
                        + " p99 %.2f ms, goal p99 <= %d ms",
                rounds,
                length.toSeconds(),
                instruments,
                hung,
                Medians.of(of, Round::p50),
                Medians.of(of, Round::p99),
                GOAL_MILLIS);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private void start() {
        for (int i = 0; i < instruments; i++) {
            var beat = new Beats();
            try {
                var station = ModbusStation.start(0, ModbusStation.Framing.MODBUS_TCP, UNIT, MODEL, i, beat);
                stations.add(station);
                beats.add(beat);
                if (i < hung) {
                    station.faults().set(LineFault.HANG);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void stop() {
        for (ModbusStation station : stations) {
            try {
                station.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String name(int i) {
        return "POLLED-" + i;
    }

    private void write(Path file) {
        var lines = IntStream.range(0, instruments)
                .mapToObj(i -> Map.of(
                        "name",
                        "line-" + i,
                        "transport",
                        Map.of(
                                "type",
                                "modbusTcp",
                                "host",
                                "127.0.0.1",
                                "port",
                                stations.get(i).port()),
                        "instruments",
                        List.of(Map.of(
                                "deviceNo",
                                name(i),
                                "model",
                                MODEL,
                                "unitId",
                                UNIT,
                                "overrides",
                                Map.of("pollMs", BEAT_MILLIS)))))
                .toList();
        try {
            Files.writeString(file, JsonMapper.shared().writeValueAsString(Map.of("lines", lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
