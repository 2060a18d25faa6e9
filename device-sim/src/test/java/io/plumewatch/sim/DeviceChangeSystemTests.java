package io.plumewatch.sim;

import static io.plumewatch.sim.Registration.sighting;
import static io.plumewatch.sim.Registration.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.sim.broker.MqttBroker;
import io.plumewatch.wire.rs.RsAck;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of the registry bears on whatever a device sends five seconds after the service has answered. */
@Tag("long")
@ExtendWith(CityExtension.class)
class DeviceChangeSystemTests {

    private static final Duration APART = Duration.ofDays(3);
    private static final AtomicInteger NEXT = new AtomicInteger((int) (System.currentTimeMillis() % 90_000));

    private final TestCity city;
    private final Registration registration;

    DeviceChangeSystemTests(TestCity city) {
        this.city = city;
        this.registration = new Registration(city);
    }

    @Test
    void aSuspendedUnitLosesItsMqttConnection() throws MqttException {
        try (Roadside site = Roadside.open(city)) {
            assertStored(site, site.unit());

            site.suspend();

            soon(
                    "the broker ends the connection",
                    () -> assertThat(site.unit().connected()).isFalse());
        }
    }

    /** A broker that keeps the connection is one more reason for the gateway to look for itself. */
    @Test
    void theGatewayRefusesWhatASuspendedUnitPublishesWhateverTheBrokerAllows() throws Exception {
        try (Roadside site = Roadside.open(city);
                MqttClient carrier = likeTheGateway()) {
            Truck truck = site.truck();
            double before = city.counters().quarantined("rs", "DEVICE_SUSPENDED");

            site.suspend();

            soon("the gateway refuses", () -> {
                PassDraft pass = PassDraft.of(truck, Instant.now());
                carrier.publish("plumewatch/v1/" + site.deviceNo() + "/pass", pass.bytes(), 1, false);
                assertThat(city.counters().quarantined("rs", "DEVICE_SUSPENDED"))
                        .isGreaterThan(before);
            });
            carrier.disconnect();
        }
    }

    @Test
    void aNewSecretEndsTheMqttConnectionOfTheOldOne() throws MqttException {
        try (Roadside site = Roadside.open(city)) {
            String fresh = registration.rotated(site.deviceNo());

            soon(
                    "the broker ends the connection",
                    () -> assertThat(site.unit().connected()).isFalse());
            soon(
                    "the old secret is refused",
                    () -> assertThatThrownBy(() -> Unit.connect(city, site.deviceNo(), site.secret())
                                    .close())
                            .isInstanceOf(MqttException.class));
            try (Unit again = Unit.connect(city, site.deviceNo(), fresh)) {
                assertStored(site, again);
            }
        }
    }

    @Test
    void aCameraMaySendOnceEnrolledWithItsNewSecretOnlyAndNotWhenSuspended() {
        String deviceNo = "CAM-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> device = Registration.camera(deviceNo);
        Caller first = city.gateway().as(registration.enrolled(device));
        soon("it is enrolled", () -> assertThat(sighting(first)).isEqualTo(202));

        Caller second = city.gateway().as(registration.rotated(deviceNo));
        soon("the old secret is refused", () -> assertThat(sighting(first)).isEqualTo(401));
        soon("the new secret is taken", () -> assertThat(sighting(second)).isEqualTo(202));

        registration.suspend(device);
        soon("it is refused", () -> assertThat(sighting(second)).isEqualTo(403));
    }

    /** Its VIN is free for another terminal from then on, so nobody is behind it. */
    @Test
    void aTerminalIsTrustedOnceEnrolledAndRefusedWhenSuspended() throws IOException {
        int number = NEXT.incrementAndGet();
        String vin = String.format(Locale.ROOT, "LGAX2B1H9K%07d", number);
        String iccid = String.format(Locale.ROOT, "898601%014d", number);
        Map<String, Object> device = Registration.terminal("OBD-C-" + number, vin, iccid);
        registration.enrolled(device);
        try (var line = new TerminalLine(city)) {
            line.send(ObdBytes.login(vin, iccid, 2), ObdBytes.realTime(vin, 1));
            soon(
                    "it is trusted",
                    () -> assertThat(Registration.trust(city.gateway(), "OBD-C-" + number))
                            .isEqualTo("ENROLLED"));

            double before = city.counters().quarantined("obd", "UNKNOWN_VIN");
            registration.suspend(device);
            soon("its connection is closed", () -> {
                line.send(ObdBytes.realTime(vin, 2));
                assertThat(line.closedWithin(Duration.ofSeconds(1))).isTrue();
            });
            assertThat(city.counters().quarantined("obd", "UNKNOWN_VIN")).isGreaterThan(before);
        }
        double refused = city.counters().quarantined("obd", "UNKNOWN_VIN");
        try (var again = new TerminalLine(city)) {
            again.send(ObdBytes.login(vin, iccid, 3));
            soon(
                    "it is refused",
                    () -> assertThat(city.counters().quarantined("obd", "UNKNOWN_VIN"))
                            .isGreaterThan(refused));
        }
    }

    @Test
    void readingsCountOnceTheUnitIsVerified() throws MqttException {
        readingsCountOnce(
                site -> {
                    verified(site, "2026-01-01", "2026-01-02");
                    calibrate(site);
                },
                site -> verified(site, "2026-01-01", "2099-12-31"));
    }

    @Test
    void readingsCountOnceTheSiteIsPublished() throws MqttException {
        readingsCountOnce(
                site -> {
                    site.publish(false);
                    calibrate(site);
                },
                site -> site.publish(true));
    }

    @Test
    void readingsCountOnceTheUnitIsCalibrated() throws MqttException {
        readingsCountOnce(site -> {}, DeviceChangeSystemTests::calibrate);
    }

    /** Each alone bears on readings that are held already, too. */
    private void readingsCountOnce(Consumer<Roadside> lacks, Consumer<Roadside> change) throws MqttException {
        try (Roadside site = Roadside.open(city)) {
            Truck truck = site.truck();
            lacks.accept(site);
            Instant now = Instant.now();
            exceed(site, truck, now.minus(APART), 41.5);
            exceed(site, truck, now, 34.1);
            assertThat(city.timesInTimeline(truck, exceed(site, truck, now.minusSeconds(60), 33.0)))
                    .isPositive();
            assertThat(city.casesOf(truck)).isEmpty();

            change.accept(site);

            soon("there is a case", () -> assertThat(city.casesOf(truck)).isNotEmpty());
        }
    }

    private static void calibrate(Roadside site) {
        Instant now = Instant.now();
        site.calibrate(now.minus(APART));
        site.calibrate(now);
    }

    private static String exceed(Roadside site, Truck truck, Instant at, double opacity) {
        PassDraft pass = PassDraft.of(truck, at)
                .opacity(opacity)
                .photos(site.store(Photo.take(), Photo.take()))
                .replayed();
        assertThat(site.send(pass).outcome()).isEqualTo(RsAck.Outcome.STORED);
        return pass.passId();
    }

    private void verified(Roadside site, String from, String until) {
        var device = Map.of(
                "deviceNo",
                site.deviceNo(),
                "kind",
                "RS_FIXED",
                "areaCode",
                Roadside.AREA,
                "siteId",
                site.siteId(),
                "certificateNo",
                "JL-" + site.deviceNo(),
                "verifiedFrom",
                from,
                "verifiedUntil",
                until);
        city.admin().post("/api/v1/devices", device).ok();
    }

    private MqttClient likeTheGateway() throws MqttException, IOException {
        var client = new MqttClient(city.mqttUrl(), "carrier-" + UUID.randomUUID(), new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setUserName(MqttBroker.GATEWAY_USER);
        options.setPassword(Files.readString(city.processes().folder().path().resolve("gateway-mqtt.password"))
                .strip()
                .toCharArray());
        client.connect(options);
        return client;
    }

    private static void assertStored(Roadside site, Unit unit) {
        PassDraft pass = PassDraft.of(site.truck(), Instant.now());
        assertThat(unit.ask("pass", pass.bytes(), pass.passId()).outcome()).isEqualTo(RsAck.Outcome.STORED);
    }
}
