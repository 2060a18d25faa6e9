package io.plumewatch.sim;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.broker.MqttBroker;
import io.plumewatch.sim.capture.Channel;
import io.plumewatch.sim.city.City;
import io.plumewatch.sim.city.CityOptions;
import io.plumewatch.sim.city.InstrumentLines;
import io.plumewatch.sim.device.AirModel;
import io.plumewatch.sim.device.AirStation;
import io.plumewatch.sim.device.AirStationSettings;
import io.plumewatch.sim.device.Camera;
import io.plumewatch.sim.device.GasBench;
import io.plumewatch.sim.device.Gate;
import io.plumewatch.sim.device.ModbusStation;
import io.plumewatch.sim.device.NationalRecords;
import io.plumewatch.sim.device.NationalUnit;
import io.plumewatch.sim.device.ObdFaults;
import io.plumewatch.sim.device.ObdTerminal;
import io.plumewatch.sim.device.Opacimeter;
import io.plumewatch.sim.device.RawSocket;
import io.plumewatch.sim.device.RsUnit;
import io.plumewatch.sim.device.SecurityChip;
import io.plumewatch.sim.device.SightingFaults;
import io.plumewatch.sim.device.SightingForm;
import io.plumewatch.sim.device.SmokeCamera;
import io.plumewatch.sim.recording.Recorder;
import io.plumewatch.sim.server.Pause;
import io.plumewatch.sim.traffic.Area;
import io.plumewatch.sim.traffic.CityVehicle;
import io.plumewatch.sim.traffic.MeasuringSite;
import io.plumewatch.sim.traffic.Scenario;
import io.plumewatch.sim.traffic.SeenVehicle;
import io.plumewatch.sim.traffic.Traffic;
import io.plumewatch.wire.hj212.Edition;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.obd.ObdProfile;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsPass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes {@code mixed.capture}, a minute of every protocol: a quiet city of its own, taps in front of it, and our own
 * devices, whose plates and VINs nobody has. Run it by hand after a change of what devices say:
 * {@code MixedTraffic FILE FOLDER}, with an empty folder for the city.
 */
final class MixedTraffic {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final MeasuringSite SITE = MeasuringSite.all().get(6);
    private static final Area AREA = SITE.area();
    private static final int PASSES = 2;
    /** The opacimeter must have seen clean air for ten seconds before a test. */
    private static final long REST_MILLIS = 12_000;

    private final City city;
    private final Api admin;
    private final Recorder recorder;
    private final Map<String, String> secrets = new HashMap<>();
    private final Traffic traffic = new Traffic(Scenario.city(0, LocalDate.of(2026, 1, 1)));
    private final List<CityVehicle> trucks = traffic.vehicles()
            .filter(vehicle -> vehicle.vehicleType().startsWith("H1"))
            .limit(3)
            .toList();

    private MixedTraffic(City city, Path file) {
        this.city = city;
        this.admin = city.enforcement(city.credentials().tokens().admin());
        register();
        this.recorder = Recorder.start(file, admin, CLOCK.instant(), 8 << 20);
    }

    public static void main(String[] arguments) throws Exception {
        try (City city = City.start(CityOptions.quiet(Path.of(arguments[1]), 900), System.err::println)) {
            var mixed = new MixedTraffic(city, Path.of(arguments[0]));
            try (mixed.recorder) {
                mixed.play();
            }
            System.out.println(mixed.recorder.events() + " events in " + arguments[0]);
        }
        System.exit(0);
    }

    private void register() {
        admin.post(
                "/api/v1/sites",
                Map.of(
                        "siteId",
                        "S-MIX",
                        "name",
                        "混合点",
                        "areaCode",
                        AREA.code(),
                        "longitude",
                        SITE.longitude(),
                        "latitude",
                        SITE.latitude(),
                        "published",
                        true));
        measuring("RS-MIX-1", "RS_FIXED", Map.of());
        measuring("NR-MIX-1", "RS_FIXED", Map.of("profile", "national@1"));
        measuring("SMK-MIX-1", "SMOKE_CAMERA", Map.of("profile", "national@1"));
        for (int i = 0; i < 3; i++) {
            ObdTerminal.Plan plan = terminal(i);
            var more = new HashMap<String, Object>(Map.of("vin", plan.vin(), "iccid", plan.iccid()));
            more.put("profile", plan.profile().label());
            SecurityChip chip = plan.chip();
            if (chip != null) {
                more.put("publicKey", chip.publicKey());
            }
            device("OBD-MIX-" + (i + 1), "OBD_TERMINAL", more);
        }
        device("AIR-MIX-1", "AIR_STATION", Map.of("mn", "MIX_AIR_0017", "password", "123456"));
        device("AIR-MIX-2", "AIR_STATION", Map.of("mn", "MIX_AIR_0025", "password", "123456"));
        device("CAM-MIX-1", "CAMERA", Map.of());
        device("GATE-MIX-1", "GATE", Map.of());
        for (String instrument :
                List.of(InstrumentLines.OPACIMETER, InstrumentLines.GAS_BENCH, InstrumentLines.WEATHER_STATION)) {
            device(instrument, "INSTRUMENT", Map.of());
        }
    }

    private void measuring(String deviceNo, String kind, Map<String, Object> more) {
        var fields = new HashMap<>(more);
        fields.put("siteId", "S-MIX");
        fields.put("certificateNo", "JD-" + deviceNo);
        fields.put("verifiedFrom", "2020-01-01");
        fields.put("verifiedUntil", "2099-12-31");
        device(deviceNo, kind, fields);
    }

    private void device(String deviceNo, String kind, Map<String, Object> more) {
        var fields = new HashMap<>(more);
        fields.put("deviceNo", deviceNo);
        fields.put("kind", kind);
        fields.put("areaCode", AREA.code());
        secrets.put(
                deviceNo, admin.post("/api/v1/devices", fields).path("secret").asString());
    }

    private void play() throws IOException {
        var deviceOfSecret = new HashMap<String, String>();
        secrets.forEach((device, secret) -> deviceOfSecret.put(secret, device));
        int http = recorder.http(0, city.gatewayUrl(), deviceOfSecret);
        recorder.mqtt(
                city.mqttUrl(),
                MqttBroker.GATEWAY_USER,
                Files.readString(city.folder().path().resolve("gateway-mqtt.password"))
                        .strip());
        int obd = recorder.tcp(Channel.OBD, 0, "127.0.0.1", city.ports().obd());
        int hj212 = recorder.tcp(Channel.HJ212, 0, "127.0.0.1", city.ports().hj212());
        try (var opacimeter = Opacimeter.start(0, InstrumentLines.OPACIMETER_MODEL + "@1", 1, CLOCK);
                var gasBench =
                        GasBench.start(0, InstrumentLines.GAS_BENCH_MODEL + "@1", Duration.ofSeconds(1), 2, CLOCK);
                var weather = ModbusStation.start(
                        0,
                        ModbusStation.Framing.MODBUS_TCP,
                        InstrumentLines.WEATHER_UNIT,
                        InstrumentLines.WEATHER_MODEL + "@1",
                        3,
                        CLOCK)) {
            instrument(InstrumentLines.OPACIMETER, city.ports().opacimeter(), opacimeter.port());
            instrument(InstrumentLines.GAS_BENCH, city.ports().gasBench(), gasBench.port());
            instrument(InstrumentLines.WEATHER_STATION, city.ports().weather(), weather.port());
            units();
            terminals(obd);
            stations(hj212);
            lookouts(URI.create("http://127.0.0.1:" + http));
            Pause.millis(REST_MILLIS);
            Instant over = opacimeter.startTest(1.8, Duration.ofSeconds(5));
            var unused = gasBench.startTest(GasBench.Exhaust.dirtyDiesel(), Duration.ofSeconds(10));
            Pause.millis(Duration.between(CLOCK.instant(), over.plusSeconds(4)).toMillis());
        }
    }

    private void instrument(String deviceNo, int port, int behind) {
        recorder.instrument(deviceNo, port, "127.0.0.1", behind);
    }

    /** Units that were cut off for ten minutes. */
    private void units() {
        Instant then = CLOCK.instant().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);
        RsUnit unit = unit("RS-MIX-1");
        var national = new NationalUnit(unit("NR-MIX-1"), new NationalRecords("A410800091", false));
        var smoke = new SmokeCamera(new NationalUnit(unit("SMK-MIX-1"), new NationalRecords("D410800092", false)), 0);
        unit.send(calibration("CAL-RS-MIX-1", then));
        national.send(calibration("A4108000910020260101000000", then));
        smoke.calibrate(then.atOffset(Traffic.CHINA));
        for (int i = 0; i < PASSES; i++) {
            Instant at = then.plusSeconds(10L + i);
            unit.send(traffic.elsewhere(SITE, "RS-MIX-1", "RS-MIX-1-" + i, i, at));
            national.send(traffic.elsewhere(SITE, "NR-MIX-1", "A410800091012026010100000" + i, 10 + i, at));
            smoke.look(traffic.elsewhere(SITE, "SMK-MIX-1", "D410800092012026010100000" + i, 20 + i, at));
        }
        while (unit.waiting() + national.line().waiting() + smoke.unit().line().waiting() > 0) {
            Pause.millis(100);
        }
        unit.close();
        national.line().close();
        smoke.unit().line().close();
    }

    private RsUnit unit(String deviceNo) {
        return RsUnit.connect(city.mqttUrl(), deviceNo, secrets.getOrDefault(deviceNo, ""), 50, CLOCK);
    }

    private static RsCalibration calibration(String id, Instant at) {
        return new RsCalibration(
                id,
                at.atOffset(Traffic.CHINA),
                RsCalibration.Kind.DAILY,
                RsCalibration.Result.PASS,
                List.of(new RsCalibration.Gas("NO", 1_500.0, 1_492.0)),
                List.of(new RsCalibration.Opacity(30.0, 29.8)),
                null,
                null);
    }

    private ObdTerminal.Plan terminal(int number) {
        ObdProfile profile =
                List.of(ObdProfile.P1, ObdProfile.P2, ObdProfile.P3).get(number);
        return new ObdTerminal.Plan(
                profile,
                trucks.get(number).vin(),
                "8986000000000000000" + number,
                AREA,
                profile == ObdProfile.P3 ? SecurityChip.of(number) : null,
                ObdFaults.NONE);
    }

    private void terminals(int port) throws IOException {
        for (int number = 0; number < 3; number++) {
            ObdTerminal.Plan plan = terminal(number);
            try (var terminal = ObdTerminal.logIn(RawSocket.connect(port), plan, CLOCK.instant(), 1)) {
                if (plan.chip() != null) {
                    var unused = terminal.activate(CLOCK.instant());
                }
                for (int packet = 3; packet > 0; packet--) {
                    terminal.sendPacket(CLOCK.instant().minusSeconds(10L * packet));
                }
                terminal.storePacket(CLOCK.instant().minusSeconds(60));
                var unused = terminal.sendStored(CLOCK.instant());
                Pause.millis(300);
            }
        }
    }

    private void stations(int port) throws IOException {
        for (Edition edition : List.of(Edition.E2017, Edition.E2025)) {
            String mn = edition == Edition.E2017 ? "MIX_AIR_0017" : "MIX_AIR_0025";
            Instant start = CLOCK.instant().minus(Duration.ofMinutes(3)).truncatedTo(ChronoUnit.MINUTES);
            var settings = AirStationSettings.of(mn, "123456", edition, AirModel.ROADSIDE, start);
            try (var station = AirStation.connect(port, settings, CLOCK)) {
                for (int minute = 0; minute < 3; minute++) {
                    station.sendData(Hj212Command.REAL_TIME_DATA, start.plus(Duration.ofMinutes(minute)));
                    Pause.millis(300);
                }
                station.sendData(Hj212Command.MINUTE_DATA, start);
                Pause.millis(1_000);
            }
        }
    }

    private void lookouts(URI gateway) {
        var random = new SplittableRandom(3);
        var position = new RsPass.Position(AREA.longitude(), AREA.latitude());
        var camera = new Camera(
                gateway,
                "CAM-MIX-1",
                secrets.getOrDefault("CAM-MIX-1", ""),
                position,
                "南向北",
                SightingForm.LINES_GZIP,
                SightingFaults.NONE,
                CLOCK);
        var gate = new Gate(
                gateway,
                "GATE-MIX-1",
                secrets.getOrDefault("GATE-MIX-1", ""),
                "C-001",
                SightingForm.ARRAY,
                SightingFaults.NONE,
                CLOCK);
        for (CityVehicle truck : trucks) {
            camera.sees(SeenVehicle.of(truck, "mixed", random));
            gate.passes(SeenVehicle.of(truck, "mixed", random));
        }
        camera.send();
        gate.send();
    }
}
