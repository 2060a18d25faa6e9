package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** An uncertain plate may have been that of a locked vehicle: the crew is told so, and nothing else happens. */
@EnforcementTest
class PossibleMatchTests {

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Cases cases;

    @Test
    void tellsTheCrewThatAMisreadPlateMayBeALockedOne() {
        Scene scene = locked();
        String misread = misread(scene);
        see(scene, misread, 0.6, PlateColor.YELLOW);

        JsonNode alert = open(scene).get(0);
        assertThat(alert.path("reason").stringValue()).isEqualTo("POSSIBLE_MATCH");
        assertThat(alert.path("reasons").size()).isEqualTo(1);
        assertThat(alert.at("/plate/number").stringValue()).isEqualTo(scene.number());
        assertThat(alert.at("/sighting/readNumber").stringValue()).isEqualTo(misread);
        assertThat(alert.path("confidence").doubleValue()).isLessThanOrEqualTo(0.4);
        assertThat(alert.path("headline").stringValue()).contains("疑似");
    }

    @Test
    void believesAReadThatIsSureOfItself() {
        Scene scene = locked();
        see(scene, misread(scene), 0.97, PlateColor.YELLOW);

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void doubtsASureReadThatNoPlateCanBe() {
        Scene scene = locked();
        String number = scene.number();
        int zero = number.lastIndexOf('0');
        see(scene, number.substring(0, zero) + "O" + number.substring(zero + 1), 0.97, PlateColor.YELLOW);

        assertThat(open(scene).get(0).path("reason").stringValue()).isEqualTo("POSSIBLE_MATCH");
    }

    @Test
    void bothersNobodyForANumberThatAnotherVehicleHas() {
        Scene scene = locked();
        jdbc.sql("update vehicle set number = :number where vehicle_id = :id")
                .param("number", misread(scene))
                .param("id", Scene.of(jdbc).vehicleId())
                .update();
        see(scene, misread(scene), 0.6, PlateColor.YELLOW);

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void asksThatTheColourAgrees() {
        Scene scene = locked();
        see(scene, misread(scene), 0.6, PlateColor.BLUE);

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void addsNothingToACertainAlertAndGivesWayToOne() {
        Scene scene = locked();
        see(scene, misread(scene), 0.6, PlateColor.YELLOW);
        see(scene, scene.number(), 0.98, PlateColor.YELLOW);
        JsonNode certain = open(scene).get(0);
        assertThat(certain.path("reason").stringValue()).isEqualTo("BLACKLISTED");
        assertThat(certain.at("/sighting/readNumber").isMissingNode()).isTrue();

        see(scene, misread(scene), 0.5, PlateColor.YELLOW);

        assertThat(open(scene)).hasSize(1);
        assertThat(open(scene).get(0).path("version")).isEqualTo(certain.path("version"));
    }

    @Test
    void leavesItsPictureAndReasonBehindWhenACertainReadComes() {
        Scene scene = locked();
        see(sighted(scene, misread(scene), 0.6, PlateColor.YELLOW, "a".repeat(64)));
        assertThat(open(scene).get(0).at("/sighting/photoUrl").stringValue()).contains("a".repeat(64));

        see(sighted(scene, scene.number(), 0.98, PlateColor.YELLOW, null));

        JsonNode certain = open(scene).get(0);
        assertThat(certain.path("reasons").size()).isEqualTo(1);
        assertThat(certain.path("headline").stringValue()).isEqualTo("黑名单车辆");
        assertThat(certain.at("/sighting/photoUrl").isMissingNode()).isTrue();
        assertThat(certain.at("/lock/reason").stringValue()).isEqualTo("超标未修");
    }

    @Test
    void waitsForNobodyWhoDecidesOnTheVehicle() {
        Scene scene = locked();
        transactions.executeWithoutResult(status -> {
            lockRow(scene);
            CompletableFuture.runAsync(() -> see(scene, misread(scene), 0.6, PlateColor.YELLOW))
                    .join();
        });

        assertThat(open(scene)).hasSize(1);
    }

    @Test
    void takesTheVehiclesOfABatchInKeyOrder() {
        Scene first = locked();
        Scene second = locked();
        CompletableFuture<Void> batch = Objects.requireNonNull(transactions.execute(status -> {
            lockRow(first);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> see(
                    sighted(second, second.number(), 0.98, PlateColor.YELLOW, null),
                    sighted(first, first.number(), 0.98, PlateColor.YELLOW, null)));
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> jdbc.sql("select count(*) > 0 from pg_locks where not granted")
                            .query(Boolean.class)
                            .single());
            lockRow(second);
            return waiting;
        }));
        batch.join();

        assertThat(open(first)).hasSize(1);
        assertThat(open(second)).hasSize(1);
    }

    @Test
    void opensNoCaseHoweverLongTheRepairIsOverdue() {
        Scene scene = Scene.of(jdbc);
        scene.confirmedCase(Instant.now().minusSeconds(86_400));
        lock(scene);
        see(scene, misread(scene), 0.6, PlateColor.YELLOW);

        assertThat(open(scene)).isNotEmpty();
        assertThat(cases.ofVehicle(scene.vehicleId()))
                .extracting(EnforcementCase::rule)
                .doesNotContain("BLACKLISTED_ON_ROAD");
    }

    /** The last zero read as D: a pair of the stored table. */
    private static String misread(Scene scene) {
        int zero = scene.number().lastIndexOf('0');
        return scene.number().substring(0, zero) + "D" + scene.number().substring(zero + 1);
    }

    private Scene locked() {
        Scene scene = Scene.of(jdbc);
        lock(scene);
        return scene;
    }

    private void lock(Scene scene) {
        Http.Answer made = Http.withToken(environment, "officer", "OFFICER", Scene.AREA)
                .post("/api/v1/blacklist", """
                        {"plate":{"number":"%s","type":"01"},"reason":"超标未修","documentNo":"豫环〔2026〕18号"}""".formatted(scene.number()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void see(Scene scene, String number, double confidence, PlateColor color) {
        see(sighted(scene, number, confidence, color, null));
    }

    private void see(Sighted... sightings) {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("set local lock_timeout = '5s'").update();
            events.publishEvent(new SightingsTold(List.of(sightings)));
        });
    }

    private static Sighted sighted(
            Scene scene, String number, double confidence, PlateColor color, @Nullable String photo) {
        Instant now = Instant.now();
        var plate = new RsPass.Plate(number, color, null, confidence);
        String id = number + "-" + confidence;
        var sighting = new Sighting(id, now.atOffset(ZoneOffset.UTC), plate, null, null, null, photo);
        return new Sighted(
                scene.cameraNo() + "/" + id, scene.cameraNo(), Scene.AREA, Trust.ENROLLED, now, sighting, true);
    }

    private void lockRow(Scene scene) {
        jdbc.sql("set local lock_timeout = '5s'").update();
        jdbc.sql("select 1 from vehicle where vehicle_id = :id for no key update")
                .param("id", scene.vehicleId())
                .query(Integer.class)
                .single();
    }

    private List<JsonNode> open(Scene scene) {
        return Http.withToken(environment, "crew", "CREW", Scene.AREA)
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId() + "&state=OPEN")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }
}
