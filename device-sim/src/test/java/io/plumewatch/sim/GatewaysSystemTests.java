package io.plumewatch.sim;

import static io.plumewatch.sim.Registration.sighting;
import static io.plumewatch.sim.Registration.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.city.CityPorts;
import io.plumewatch.sim.server.Supervisor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways share one city: both know what the registry says, and one goes on when the other dies. */
@Tag("long")
class GatewaysSystemTests {

    /** Until a program is up again on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static TestCity city;
    private static CityPorts other;
    private static Supervisor second;

    @BeforeAll
    static void start() {
        city = TestCity.startWithSeveralGateways(folder.resolve("city"));
        other = city.processes().ports().ofAnotherGateway();
        second = city.processes().startAnotherGateway(other);
    }

    @AfterAll
    static void end() {
        if (city != null) {
            city.close();
        }
    }

    @Test
    void aCameraIsTakenAndRefusedByBoth() {
        var registration = new Registration(city);
        String deviceNo = "CAM-TWO";
        Map<String, Object> camera = Registration.camera(deviceNo);
        String old = registration.enrolled(camera);
        bothAnswer("the enrolled camera is taken", old, 202);

        String fresh = registration.rotated(deviceNo);
        bothAnswer("the old secret is refused", old, 401);
        bothAnswer("the new secret is taken", fresh, 202);

        registration.suspend(camera);
        bothAnswer("the suspended camera is refused", fresh, 403);
    }

    private static void bothAnswer(String what, String secret, int status) {
        for (Caller gateway : List.of(city.gateway(), city.gateway(other))) {
            soon(what, () -> assertThat(sighting(gateway.as(secret))).isEqualTo(status));
        }
    }

    @Test
    void aTerminalIsTrustedAndHungUpOnByTheSecond() throws Exception {
        var registration = new Registration(city);
        String vin = "LGAX2B1H9K2000001";
        String iccid = "89860200000000000077";
        Map<String, Object> terminal = Registration.terminal("OBD-TWO", vin, iccid);
        registration.enrolled(terminal);
        try (var line = new TerminalLine(other.obd())) {
            line.send(ObdBytes.login(vin, iccid, 2), ObdBytes.realTime(vin, 1));
            soon(
                    "it is trusted",
                    () -> assertThat(Registration.trust(city.gateway(other), "OBD-TWO"))
                            .isEqualTo("ENROLLED"));

            registration.suspend(terminal);

            soon("its connection is closed", () -> {
                line.send(ObdBytes.realTime(vin, 2));
                assertThat(line.closedWithin(Duration.ofSeconds(1))).isTrue();
            });
        }
    }

    @Test
    void bothTakeWhatUnitsSendAndOneAfterTheOtherMayDie() throws Exception {
        try (Sending load = Sending.startUnit(city, URI.create(city.mqttUrl()).getPort())) {
            load.awaitAcknowledged(200);
            assertThat(received(city.gateway())).isPositive();
            assertThat(received(city.gateway(other))).isPositive();
            for (Supervisor each : List.of(second, city.processes().server("gateway"))) {
                each.kill();
                load.awaitAcknowledged(load.acknowledged() + 100);
                each.awaitAnswer(PATIENCE);
            }
            load.finish(PATIENCE);

            assertThat(load.refused()).isEmpty();
            Eventually.within()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    city.number("select count(*) from pass where device_no = ?", load.unitNo()))
                            .isEqualTo(load.passes()));
        }
    }

    private static double received(Caller gateway) {
        return new Counters(gateway).received("rs");
    }
}
