package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.facts.Sighted;
import io.plumewatch.enforcement.facts.SightingsTold;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.sighting.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A vehicle whose terminal told of its removal is seen at a site up the road. */
@EnforcementTest
class TamperAlertTests {

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    private Scene scene;
    private String vin;

    @BeforeEach
    void setUp() {
        scene = Scene.of(jdbc);
        vin = "LSTTAMPER0" + scene.number().substring(2) + "00";
        jdbc.sql("update vehicle set vin = :vin where vehicle_id = :id")
                .param("vin", vin)
                .param("id", scene.vehicleId())
                .update();
    }

    @Test
    void tellsTheCrewOfATerminalThatHasBeenSilentSinceItsAlarm() {
        alarm(Duration.ofHours(5));
        see(0.97);

        assertThat(reasons()).containsExactly("OBD_TAMPER");
    }

    @Test
    void staysSilentWhenThePlateIsUncertainOrTheAlarmIsOld() {
        alarm(Duration.ofHours(73));
        see(0.97);
        alarm(Duration.ofHours(5));
        see(0.5);

        assertThat(reasons()).isEmpty();
    }

    @Test
    void staysSilentWhenTheTerminalSpeaksAgain() {
        alarm(Duration.ofHours(5));
        // All 600 seconds of the slot with STREAM and TRUSTED, and their hashes.
        jdbc.sql("""
                insert into obd_slot (local_day, vin, slot, seconds, serials)
                select (now() at time zone 'Asia/Shanghai' - interval '1 hour')::date, :vin, slot,
                       decode('02580009' || repeat('00', 600), 'hex'), ''
                  from generate_series(0, 143) slot
                """).param("vin", vin).update();
        see(0.97);

        assertThat(reasons()).isEmpty();
    }

    private void alarm(Duration ago) {
        jdbc.sql("""
                insert into obd_tamper (alarm_key, vin, at, received_at, trust, clock, position_valid, payload)
                values (:key, :vin, :at, :at, 'ENROLLED', 'GOOD', false, '')
                """)
                .param("key", vin + "/" + ago)
                .param("vin", vin)
                .param("at", Instant.now().minus(ago).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void see(double confidence) {
        Instant now = Instant.now();
        String id = scene.number() + "-" + confidence;
        var plate = new RsPass.Plate(scene.number(), PlateColor.YELLOW, "01", confidence);
        var sighting = new Sighting(id, now.atOffset(ZoneOffset.UTC), plate, null, null, null, null);
        var sighted = new Sighted(
                scene.cameraNo() + "/" + id, scene.cameraNo(), Scene.AREA, Trust.ENROLLED, now, sighting, true);
        transactions.executeWithoutResult(status -> events.publishEvent(new SightingsTold(List.of(sighted))));
    }

    private List<String> reasons() {
        return Http.withToken(environment, "crew", "CREW", Scene.AREA)
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId() + "&state=OPEN")
                .json()
                .path("items")
                .findValuesAsString("reason");
    }
}
