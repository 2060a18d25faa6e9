package io.plumewatch.sim.recording;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.broker.MqttBroker;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.city.Credentials;
import io.plumewatch.sim.server.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code record}: writes what devices and the gateway say to each other into a capture. */
public final class RecordCommand implements Command {

    private static final long MEBIBYTE = 1L << 20;
    private static final int LOOK_MILLIS = 250;
    private static final int REPORT_SECONDS = 10;

    private static final String HELP = """
            usage: plumewatch-sim record FILE --credentials CITY.json [TAPS] [OPTIONS]

            Listens beside a running gateway and writes a capture (one JSON object a line) until Ctrl-C.
            Each tap is a port on this machine; point the devices (or, for an instrument, the gateway) at it.

              --obd PORT          take OBD terminals (plain TCP) on PORT and hand them on to the gateway
              --hj212 PORT        the same for air stations
              --http PORT         the same for gates and cameras
              --instruments LIST  between gateway and instruments: DEVICE=PORT:HOST:PORT, by commas;
                                  the gateway is pointed at the first port, the instrument is behind
              --mqtt-password-file FILE
                                  subscribe beside the gateway, with its account's password
                                  (of a city: {data}/gateway-mqtt.password)
              --mqtt-user NAME    that account's name (default: the city's)
              --secrets FILE      whose secret is whose, one 'DEVICE SECRET' a line (of a city:
                                  {data}/devices.secret); names the callers on HTTP, is not recorded
              --seconds N         end by itself
              --most-mib N        the file's bound (default 1024)

            The file shows plates, VINs and station passwords as they went over the wire, and never a
            device's secret; it is readable by you only.
            Exit codes: 0 done, 1 something did not listen, 2 wrong usage.

            example: java -jar plumewatch-sim.jar record morning.capture --credentials city.json \\
                         --obd 27691 --mqtt-password-file ~/.plumewatch/city/gateway-mqtt.password""";

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String summary() {
        return "writes what devices and the gateway say into a capture";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            throw new UsageException("name the FILE to write first");
        }
        var options = Options.parse(
                arguments.subList(1, arguments.size()),
                List.of(),
                List.of(
                        "--credentials",
                        "--obd",
                        "--hj212",
                        "--http",
                        "--instruments",
                        "--mqtt-password-file",
                        "--mqtt-user",
                        "--secrets",
                        "--seconds",
                        "--most-mib"));
        if (options.text("--credentials", "").isEmpty()) {
            throw new UsageException("--credentials is needed: it says where the gateway is");
        }
        int mebibytes = options.number("--most-mib", 1_024);
        if (mebibytes < 1) {
            throw new UsageException("--most-mib must be at least 1");
        }
        Credentials city = Credentials.read(Path.of(options.text("--credentials", "")));
        var admin = new Api(URI.create(city.enforcementUrl()), city.tokens().admin());
        Recorder recorder = Recorder.start(Path.of(arguments.get(0)), admin, Instant.now(), mebibytes * MEBIBYTE);
        Runtime.getRuntime().addShutdownHook(new Thread(recorder::close, "record-stop"));
        tap(recorder, city, options);
        run(recorder, options.number("--seconds", Integer.MAX_VALUE));
        recorder.close();
        System.out.println("recorded " + recorder.events() + " events in " + arguments.get(0));
        return 0;
    }

    private static void tap(Recorder recorder, Credentials city, Options options) {
        int taps = 0;
        String gatewayHost = URI.create(city.gatewayUrl()).getHost();
        if (options.number("--obd", 0) != 0) {
            recorder.tcp(Channel.OBD, options.number("--obd", 0), gatewayHost, city.obdPort());
            taps++;
        }
        if (options.number("--hj212", 0) != 0) {
            recorder.tcp(Channel.HJ212, options.number("--hj212", 0), gatewayHost, city.hj212Port());
            taps++;
        }
        if (options.number("--http", 0) != 0) {
            recorder.http(options.number("--http", 0), URI.create(city.gatewayUrl()), secrets(options));
            taps++;
        }
        for (String line : options.text("--instruments", "").split(",")) {
            if (!line.isEmpty()) {
                instrument(recorder, line);
                taps++;
            }
        }
        String passwordFile = options.text("--mqtt-password-file", "");
        if (!passwordFile.isEmpty()) {
            recorder.mqtt(
                    city.mqttUrl(),
                    options.text("--mqtt-user", MqttBroker.GATEWAY_USER),
                    String.join("", lines(passwordFile)).strip());
            taps++;
        }
        if (taps == 0) {
            throw new UsageException("nothing to listen to: give at least one of --obd, --hj212, --http,"
                    + " --instruments, --mqtt-password-file");
        }
    }

    private static void instrument(Recorder recorder, String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':', equals + 1);
        if (equals < 1 || colon < 0) {
            throw new UsageException("'" + line + "' is not DEVICE=PORT:HOST:PORT");
        }
        Endpoint near = Endpoint.parse("localhost:" + line.substring(equals + 1, colon));
        Endpoint far = Endpoint.parse(line.substring(colon + 1));
        recorder.instrument(line.substring(0, equals), near.port(), far.host(), far.port());
    }

    private static Map<String, String> secrets(Options options) {
        var deviceOfSecret = new HashMap<String, String>();
        String file = options.text("--secrets", "");
        for (String line : file.isEmpty() ? List.<String>of() : lines(file)) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                deviceOfSecret.put(line.substring(blank + 1).strip(), line.substring(0, blank));
            }
        }
        return deviceOfSecret;
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new RunFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void run(Recorder recorder, int seconds) {
        long start = System.nanoTime();
        long reported = 0;
        while (!recorder.full()) {
            long passed = (System.nanoTime() - start) / 1_000_000_000L;
            if (passed >= seconds) {
                return;
            }
            if (passed >= reported + REPORT_SECONDS) {
                reported = passed;
                System.out.println("recording for " + passed + " s: " + recorder.events() + " events");
            }
            Pause.millis(LOOK_MILLIS);
        }
        System.out.println("the file has reached its bound");
    }
}
