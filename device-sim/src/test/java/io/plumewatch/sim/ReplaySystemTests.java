package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.capture.Capture;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityPorts;
import io.plumewatch.sim.city.InstrumentLines;
import io.plumewatch.sim.replay.Plan;
import io.plumewatch.sim.replay.Replay;
import io.plumewatch.sim.replay.Tally;
import io.plumewatch.sim.replay.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A capture of mixed traffic, made by our own devices (see {@link MixedTraffic}), makes the same facts whenever it is
 * replayed: in two cities, and once more in one of them. Instruments are polled at the gateway's own pace, so they are
 * played once in each city. The times are moved to noon of yesterday, so that it never grows too old and no replay crosses
 * midnight; everything in it is late then, in each replay alike.
 */
@ExtendWith(CityExtension.class)
@Tag("long")
class ReplaySystemTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TestCity city;

    @TempDir
    private Path folder;

    ReplaySystemTests(TestCity city) {
        this.city = city;
    }

    @Test
    void aCaptureOfEveryProtocolReplaysToTheSameFacts() throws Exception {
        Capture capture = capture("mixed.capture", line -> true);
        Duration shift = toNoonOfYesterday(capture);

        try (TestCity other = TestCity.startIn(folder.resolve("other"))) {
            CompletableFuture<TreeMap<String, List<String>>> there =
                    CompletableFuture.supplyAsync(() -> replay(capture, other, shift));
            TreeMap<String, List<String>> here = replay(capture, city, shift);

            assertThat(here.keySet())
                    .contains("pass", "calibration", "device_check", "obd_slot", "air_reading", "instrument_test")
                    .contains("sensor_reading");
            assertThat(there.get()).as("in another city").isEqualTo(here);

            Capture withoutInstruments = capture("again.capture", line -> !line.contains("\"via\":\"INSTRUMENT\""));
            assertThat(replay(withoutInstruments, city, shift)).as("once more").isEqualTo(here);
        }
    }

    private Capture capture(String name, Predicate<String> keep) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/mixed.capture"))) {
            Files.write(
                    file,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(keep)
                            .toList());
        }
        return Capture.open(file);
    }

    private static Duration toNoonOfYesterday(Capture capture) {
        Instant noon =
                LocalDate.now(CHINA).minusDays(1).atTime(12, 0).atZone(CHINA).toInstant();
        return Duration.ofSeconds(Duration.between(capture.startedAt(), noon).toSeconds());
    }

    /** Replays and returns the facts as soon as nothing is added to them any more. */
    private static TreeMap<String, List<String>> replay(Capture capture, TestCity city, Duration shift) {
        City running = city.processes();
        var admin =
                new Api(running.enforcementUrl(), running.credentials().tokens().admin());
        Map<String, String> secrets = Replay.register(admin, capture);
        var plan = new Plan(Double.POSITIVE_INFINITY, shift, PATIENCE, instruments(running.ports()));

        Tally tally = Replay.run(capture, Targets.of(running.credentials()), secrets, plan, System.err::println);

        assertThat(tally.unansweredInAll()).as(tally.report()).isZero();
        for (Channel channel : List.of(Channel.OBD, Channel.HJ212, Channel.MQTT, Channel.HTTP)) {
            assertThat(tally.of(channel).sent()).as(channel.name()).isPositive();
        }
        LocalDate day = LocalDate.ofInstant(capture.startedAt().plus(shift), CHINA);
        return settled(things(capture), day, running.jdbcUrl());
    }

    private static Map<String, Integer> instruments(CityPorts ports) {
        return Map.of(
                InstrumentLines.OPACIMETER, ports.opacimeter(),
                InstrumentLines.GAS_BENCH, ports.gasBench(),
                InstrumentLines.WEATHER_STATION, ports.weather());
    }

    /** Numbers and VINs of the capture's devices: a fact of it names one of them. */
    private static List<String> things(Capture capture) {
        var things = new ArrayList<String>();
        capture.devices().forEach(device -> {
            things.add(device.path("deviceNo").asString());
            String vin = device.path("vin").asString("");
            if (!vin.isEmpty()) {
                things.add(vin);
            }
        });
        return things;
    }

    private static TreeMap<String, List<String>> settled(List<String> things, LocalDate day, String jdbcUrl) {
        var last = new ArrayList<>(List.of(new TreeMap<String, List<String>>()));
        Eventually.within().pollInterval(Duration.ofSeconds(2)).until(() -> {
            TreeMap<String, List<String>> now = FactTables.about(things, day, jdbcUrl);
            boolean same = !now.isEmpty() && now.equals(last.get(0));
            last.set(0, now);
            return same;
        });
        return last.get(0);
    }
}
