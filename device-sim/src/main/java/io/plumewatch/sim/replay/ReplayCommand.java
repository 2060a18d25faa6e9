package io.plumewatch.sim.replay;

import io.plumewatch.sim.Command;
import io.plumewatch.sim.Options;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.UsageException;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.city.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code replay}: plays the devices of a capture to a running gateway. */
public final class ReplayCommand implements Command {

    private static final String HELP = """
            usage: plumewatch-sim replay FILE --credentials CITY.json [OPTIONS]

            Sends everything that devices sent in a capture to a gateway over the real wire, in the order
            of each connection, and waits for answers as the devices did. Prints at the end, by protocol,
            what was sent, acknowledged, refused and never answered.

              --credentials FILE  where the gateway is (city --credentials FILE writes it)
              --register          first register the capture's sites, vehicles and devices; a device that
                                  the registry knows already gets a NEW secret
              --admin-token T     the token to register with (default: ADMIN of the credentials)
              --secrets FILE      instead of --register: one 'DEVICE SECRET' a line
              --speed X | max     pace (default 1: as recorded; max: as fast as it is taken)
              --shift-to-now      move the times so that the capture ends now; what the simulator's own
                                  chips signed is signed again; frames that others signed, encrypted
                                  and odd ones keep their times, and the end says how many
              --instruments LIST  where instruments listen for the gateway: DEVICE=PORT, by commas
                                  (default: the ports of the capture)
              --patience N        seconds to wait for an answer (default 30)

            Exit codes: 0 everything that was answered then was answered now, 1 something was not,
            2 wrong usage.

            example: java -jar plumewatch-sim.jar replay morning.capture --credentials city.json \\
                         --register --speed max --shift-to-now""";

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "plays the devices of a capture to a gateway";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            throw new UsageException("name the FILE to replay first");
        }
        var options = Options.parse(
                arguments.subList(1, arguments.size()),
                List.of("--register", "--shift-to-now"),
                List.of("--credentials", "--admin-token", "--secrets", "--speed", "--instruments", "--patience"));
        if (options.text("--credentials", "").isEmpty()) {
            throw new UsageException("--credentials is needed: it says where the gateway is");
        }
        Credentials city = Credentials.read(Path.of(options.text("--credentials", "")));
        Capture capture = Capture.open(Path.of(arguments.get(0)));
        Plan plan = plan(options, capture);
        Map<String, String> secrets = secrets(options, city, capture);
        System.out.println("replaying " + capture.events() + " events of "
                + Duration.ofMillis(capture.lastMillis()).toSeconds() + " s");
        Tally tally = Replay.run(capture, Targets.of(city), secrets, plan, System.out::println);
        System.out.println(tally.report());
        if (tally.unansweredInAll() > 0) {
            throw new RunFailed(tally.unansweredInAll() + " were never answered");
        }
        return 0;
    }

    private static Plan plan(Options options, Capture capture) {
        boolean max = options.text("--speed", "").equals("max");
        Duration shift = options.has("--shift-to-now")
                ? Duration.ofSeconds(
                        Duration.between(capture.startedAt().plusMillis(capture.lastMillis()), Instant.now())
                                .toSeconds())
                : Duration.ZERO;
        int patience = options.number("--patience", 30);
        if (patience < 1) {
            throw new UsageException("--patience must be at least 1");
        }
        return new Plan(
                max ? Double.POSITIVE_INFINITY : options.decimal("--speed", 1),
                shift,
                Duration.ofSeconds(patience),
                ports(options.text("--instruments", "")));
    }

    private static Map<String, Integer> ports(String list) {
        var ports = new HashMap<String, Integer>();
        for (String one : list.split(",")) {
            if (!one.isEmpty()) {
                String[] parts = one.split("=", 2);
                try {
                    ports.put(parts[0], Integer.parseInt(parts[parts.length - 1]));
                } catch (NumberFormatException e) {
                    throw new UsageException("'" + one + "' is not DEVICE=PORT");
                }
            }
        }
        return ports;
    }

    private static Map<String, String> secrets(Options options, Credentials city, Capture capture) {
        if (options.has("--register")) {
            var admin = new Api(
                    URI.create(city.enforcementUrl()),
                    options.text("--admin-token", city.tokens().admin()));
            return Replay.register(admin, capture);
        }
        var secrets = new HashMap<String, String>();
        String file = options.text("--secrets", "");
        if (file.isEmpty()) {
            return secrets;
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                int blank = line.indexOf(' ');
                if (blank > 0) {
                    secrets.put(
                            line.substring(0, blank), line.substring(blank + 1).strip());
                }
            }
            return secrets;
        } catch (IOException e) {
            throw new RunFailed("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
