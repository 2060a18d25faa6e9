package io.plumewatch.enforcement.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.CaseDoubted;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.facts.Sighted;
import io.plumewatch.enforcement.facts.SightingsTold;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.Scene;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.sighting.Sighting;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Nobody is stopped for a lock that holds no more. */
@EnforcementTest
class LiftedLockTests {

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Vehicles vehicles;

    @Autowired
    Cases cases;

    @Test
    void anAlertIsClosedWithTheLockThatItTellsOf() {
        Scene scene = Scene.of(jdbc);
        lock(scene, "one");
        see(scene);
        assertThat(open(scene)).hasSize(1);

        lift(scene);

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void anAlertGoesOnForItsOtherReason() {
        Scene scene = Scene.withVehicle(jdbc, "SCRAPPED", "B");
        lock(scene, "one");
        see(scene);
        assertThat(open(scene).get(0).path("reasons").size()).isEqualTo(2);

        lift(scene);

        JsonNode alert = open(scene).get(0);
        assertThat(alert.path("reasons").size()).isOne();
        assertThat(alert.path("reason").stringValue()).isEqualTo("SCRAPPED");
        assertThat(alert.has("lock")).isFalse();
        assertThat(alert.path("version").intValue()).isEqualTo(2);
    }

    @Test
    void anAlertGoesOnWhileAnotherLockHolds() {
        Scene scene = Scene.of(jdbc);
        lock(scene, "one");
        lock(scene, "two");
        see(scene);

        lift(scene);
        assertThat(open(scene)).hasSize(1);
        lift(scene);
        assertThat(open(scene)).isEmpty();
    }

    @Test
    void anAlertEndsWhenPoliceDoubtTheCaseBehindIt() {
        Scene scene = Scene.of(jdbc);
        scene.confirmedCase(Instant.now().minus(1, ChronoUnit.DAYS));
        tell(new CaseConfirmed(cases.find(scene.caseId()).orElseThrow()));
        see(scene);
        assertThat(open(scene)).hasSize(1);

        tell(new CaseDoubted(cases.find(scene.caseId()).orElseThrow(), "STOLEN_OR_CLONED", Instant.now()));

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void raisesNothingFromALockThatIsLiftedWhileTheSightingWaits() {
        Scene scene = Scene.of(jdbc);
        lock(scene, "one");

        CompletableFuture<Void> seen = Objects.requireNonNull(transactions.execute(status -> {
            vehicles.lock(List.of(scene.vehicleId()));
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> see(scene));
            awaitSomebodyWaits();
            jdbc.sql("""
                    update blacklist_entry set lifted_at = clock_timestamp(), lifted_by = 'officer', lift_reason = 'a test'
                     where vehicle_id = :vehicle
                    """).param("vehicle", scene.vehicleId()).update();
            return waiting;
        }));
        seen.join();

        assertThat(open(scene)).isEmpty();
    }

    private void awaitSomebodyWaits() {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    private void lock(Scene scene, String documentNo) {
        assertThat(officer()
                        .post("/api/v1/blacklist", """
                        {"plate":{"number":"%s","type":"01"},"reason":"超标未修","documentNo":"%s"}""".formatted(scene.number(), documentNo))
                        .status())
                .isEqualTo(201);
    }

    private void lift(Scene scene) {
        String entryId = officer()
                .get("/api/v1/blacklist?state=LOCKED&number=" + URLEncoder.encode(scene.number(), UTF_8))
                .at("/items/0/entryId");
        assertThat(officer()
                        .post("/api/v1/blacklist/" + entryId + "/lift", "{\"reason\":\"已复检\"}")
                        .status())
                .isEqualTo(200);
    }

    private void see(Scene scene) {
        Instant at = Instant.now();
        var plate = new RsPass.Plate(scene.number(), PlateColor.YELLOW, null, 0.96);
        var sighting = new Sighting("s", at.atOffset(ZoneOffset.UTC), plate, null, null, null, null);
        tell(new SightingsTold(List.of(new Sighted(
                scene.cameraNo() + "/s", scene.cameraNo(), Scene.AREA, Trust.ENROLLED, at, sighting, true))));
    }

    private void tell(Object event) {
        transactions.executeWithoutResult(status -> events.publishEvent(event));
    }

    private List<JsonNode> open(Scene scene) {
        return Http.withToken(environment, "crew", "CREW", Scene.AREA)
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId() + "&state=OPEN")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private Http officer() {
        return Http.withToken(environment, "officer", "OFFICER", Scene.AREA);
    }
}
