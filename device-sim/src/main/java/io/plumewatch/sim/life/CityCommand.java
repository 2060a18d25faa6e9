package io.plumewatch.sim.life;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.Installation;
import io.plumewatch.sim.server.ClassArchive;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** {@code city}: the whole system on one machine, with devices that measure and people who act. */
public final class CityCommand implements Command {

    private static final int CHECK_SECONDS = 600;

    private static final String RECORD = "--record-classes";

    private static final String HELP = """
            usage: plumewatch-sim city [OPTIONS]

            Starts PostgreSQL, Redis, an MQTT broker, the enforcement-service and the gateway on loopback,
            then the devices and people of a city, and runs until Ctrl-C or SIGTERM.

              --port-offset N     shift every port by N (0..40000) and use another data folder
              --data DIR          data folder (default ~/.plumewatch/city, or city-N with an offset)
              --fresh             start over: delete what an earlier run left in the folder
              --speed X           let the gaps between live vehicles pass X times faster
              --no-traffic        only the servers and tokens: nothing is registered, nobody acts
              --credentials FILE  write addresses and tokens to FILE as JSON, readable by you only
              --record-classes    keep what Java learns of both programs' classes beside their jars, which halves
                                  the time of every later start, and end; takes the other options into account
              --headless-check    end by itself: 0 when a referral of this run has been pulled and
                                  acknowledged, else 1 after 600 s, naming the last stage reached

            example: java -jar plumewatch-sim.jar city --fresh --speed 10""";

    @Override
    public String name() {
        return "city";
    }

    @Override
    public String summary() {
        return "runs the whole system with simulated devices and people";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.contains(RECORD)) {
            return record(arguments);
        }
        var options = CityOptions.parse(arguments);
        // Maven replaces System.out; in a shutdown hook only the real one can be trusted.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        City city = City.prepare(options, out::println);
        var running = new Running(city);
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "city-stop"));
        city.open();
        out.println(readyLine(city));
        if (!options.traffic()) {
            return untilStopped();
        }
        Life life = running.enliven();
        try (var progress = new Progress(life.score(), out)) {
            progress.start();
            return options.headlessCheck() ? check(life, out) : untilStopped();
        }
    }

    /** A quiet city that only starts and ends: what its programs load on the way is what a start needs. */
    private static int record(List<String> arguments) {
        System.setProperty(ClassArchive.RECORDING, "true");
        var rest = new ArrayList<>(arguments);
        rest.remove(RECORD);
        try (City city = City.start(CityOptions.parse(rest), System.out::println)) {
            System.out.println("recorded, " + seconds(city.timeToReady().toMillis()) + " s to READY");
        }
        System.clearProperty(ClassArchive.RECORDING);
        Installation home = Installation.find();
        for (Path jar : List.of(home.gatewayJar(), home.enforcementJar())) {
            if (!new ClassArchive(jar).usable()) {
                throw new RunFailed("Java left no archive of the classes of " + jar);
            }
        }
        return 0;
    }

    private static int check(Life life, PrintStream out) {
        try {
            if (life.score().awaitReceipt(CHECK_SECONDS)) {
                out.println("checked: " + life.score().line());
                return 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RunFailed("no referral was pulled and acknowledged within " + CHECK_SECONDS
                + " s; the last stage reached: " + life.score().stage());
    }

    private static int untilStopped() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String readyLine(City city) {
        return "READY after " + seconds(city.timeToReady().toMillis()) + " s  "
                + city.credentials().oneLine();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
