package io.plumewatch.enforcement.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.cases.CaseConfirmed;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase;
import io.plumewatch.enforcement.facts.PassRecorded;
import io.plumewatch.enforcement.facts.PassesRecorded;
import io.plumewatch.enforcement.facts.Sighted;
import io.plumewatch.enforcement.facts.SightingsTold;
import io.plumewatch.enforcement.facts.Timelines;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What crews are told, once, and only of what is happening now. */
@EnforcementTest
class AlertTests {

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Alerts alerts;

    @Autowired
    Cases cases;

    @Autowired
    Timelines timelines;

    @Test
    void opensOneAlertHoweverManySightingsComeAtOnce() {
        Scene scene = locked(null);
        List<CompletableFuture<Void>> sightings = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> see(scene, "at-once-" + i)))
                .toList();
        sightings.forEach(CompletableFuture::join);

        List<JsonNode> open = open(scene);
        assertThat(open).hasSize(1);
        JsonNode alert = open.get(0);
        assertThat(alert.path("version").intValue()).isEqualTo(8);
        assertThat(alert.path("reason").stringValue()).isEqualTo("BLACKLISTED");
        assertThat(alert.path("headline").stringValue()).isEqualTo("黑名单车辆");
        assertThat(alert.path("checkpointId").stringValue()).isEqualTo(scene.checkpointId());
        assertThat(alert.path("listAge").doubleValue()).isBetween(0.0, 60.0);
        assertThat(alert.at("/plate/color").stringValue()).isEqualTo("YELLOW");
        assertThat(alert.at("/sighting/distanceKm").doubleValue()).isEqualTo(3.2);
        assertThat(alert.toString()).doesNotContain("张三");
    }

    @Test
    void staysSilentAboutWhatIsLateUncertainOrStillMayBeRepaired() {
        Scene late = locked(null);
        see(sighted(late, "late", Trust.ENROLLED, false, Instant.now()));
        Scene claimed = locked(null);
        see(sighted(claimed, "claimed", Trust.CLAIMED, true, Instant.now()));
        Scene old = locked(null);
        see(sighted(old, "old", Trust.ENROLLED, true, Instant.now().minus(2, ChronoUnit.HOURS)));
        Scene before = locked(Instant.now().plus(5, ChronoUnit.DAYS));
        see(before, "before");
        Scene free = Scene.of(jdbc);
        see(free, "free");

        assertThat(List.of(late, claimed, old, before, free))
                .allMatch(scene -> open(scene).isEmpty());
    }

    @Test
    void tellsOfAScrappedVehicleAndAddsASecondReason() {
        Scene scene = Scene.withVehicle(jdbc, "SCRAPPED", "B");
        see(scene, "one");
        assertThat(open(scene).get(0).path("reason").stringValue()).isEqualTo("SCRAPPED");

        lock(scene, null);
        see(scene, "two");

        assertThat(open(scene)).hasSize(1);
        JsonNode alert = open(scene).get(0);
        assertThat(alert.path("reason").stringValue()).isEqualTo("BLACKLISTED");
        assertThat(alert.path("reasons").size()).isEqualTo(2);
        assertThat(alert.path("headline").stringValue()).isEqualTo("黑名单车辆；报废或作废车辆上路");
    }

    @Test
    void tellsOfAnExceedanceNowButNotOfAPendingOne() {
        Scene scene = Scene.of(jdbc);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        scene.pass("pending", now.minusSeconds(2));
        measure(scene, "pending");
        assertThat(open(scene)).isEmpty();

        scene.calibrate(now);
        scene.pass("valid", now);
        measure(scene, "valid");

        JsonNode alert = open(scene).get(0);
        assertThat(alert.path("reason").stringValue()).isEqualTo("EXCEEDANCE_NOW");
        assertThat(alert.path("headline").stringValue()).isEqualTo("刚刚超标：不透光度 34.1%（限值 30%）");
        assertThat(alert.at("/measured/0/limitVersion").stringValue()).isEqualTo("HJ845-2017");
    }

    @Test
    void opensANewCaseWhenAVehicleIsSeenAfterItsRepairDeadline() {
        Scene scene = Scene.of(jdbc);
        scene.confirmedCase(Instant.now().minus(1, ChronoUnit.DAYS));
        transactions.executeWithoutResult(status ->
                events.publishEvent(new CaseConfirmed(cases.find(scene.caseId()).orElseThrow())));
        scene.pass("overdue", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        scene.photo("overdue", 1, "REAR");
        measure(scene, "overdue");

        assertThat(open(scene).get(0).at("/lock/caseId").stringValue()).isEqualTo(scene.caseId());
        assertThat(cases.ofVehicle(scene.vehicleId()))
                .extracting(EnforcementCase::rule)
                .containsExactlyInAnyOrder("RS_TWO_CONSECUTIVE", "BLACKLISTED_ON_ROAD");
    }

    @Test
    void showsWhatReachesNoCheckpointOnTheBoardOfTheArea() {
        Scene scene = locked(null);
        jdbc.sql("delete from checkpoint_upstream where checkpoint_id = :id")
                .param("id", scene.checkpointId())
                .update();
        see(scene, "area");

        assertThat(open(scene)).isEmpty();
        assertThat(crew("crew")
                        .get("/api/v1/alerts?checkpoint=AREA-410800&state=OPEN&limit=1000")
                        .body())
                .contains(scene.number());
    }

    @Test
    void belongsToTheCrewThatTookItUntilItIsClosed() {
        Scene scene = locked(null);
        see(scene, "taken");
        String path = "/api/v1/alerts/" + open(scene).get(0).path("id").stringValue();
        Http first = crew("crew-first");
        Http second = crew("crew-second");

        assertThat(first.post(path + "/acknowledge", "{}").at("/state")).isEqualTo("ACKNOWLEDGED");
        assertThat(first.post(path + "/acknowledge", "{}").status()).isEqualTo(200);
        assertThat(second.post(path + "/acknowledge", "{}").at("/code")).isEqualTo("ALERT_TAKEN");
        assertThat(Http.withToken(environment, "other", "CREW", "410200")
                        .post(path + "/acknowledge", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(first.post(path + "/outcome", "{\"outcome\":\"GONE\"}").at("/errors/0/field"))
                .isEqualTo("outcome");
        assertThat(first.post(path + "/outcome", "{\"outcome\":\"INTERCEPTED\"}")
                        .at("/state"))
                .isEqualTo("CLOSED");
        assertThat(first.post(path + "/outcome", "{\"outcome\":\"INTERCEPTED\"}")
                        .status())
                .isEqualTo(409);

        see(scene, "again");
        assertThat(open(scene)).hasSize(1);
    }

    @Test
    void closesWhatNobodyClosed() {
        Scene scene = locked(null);
        see(scene, "expires");
        transactions.executeWithoutResult(
                status -> alerts.closeExpired(Instant.now().plus(Duration.ofHours(1)), 1_000));

        assertThat(open(scene)).isEmpty();
    }

    @Test
    void streamsWithPositionsAndGoesOnAfterTheLastOne() throws Exception {
        Scene scene = locked(null);
        Http crew = crew("crew-stream");
        String last;
        try (EventStream stream = EventStream.open(environment, crew.token(), scene.checkpointId(), "")) {
            see(scene, "s1");
            assertThat(stream.next().name()).isEqualTo("alert");
            see(scene, "s2");
            EventStream.Event updated = stream.next();
            assertThat(updated.name()).isEqualTo("alert-updated");
            assertThat(updated.json().path("version").intValue()).isEqualTo(2);
            assertThat(updated.json().at("/plate/number").stringValue()).isEqualTo(scene.number());
            last = updated.id();
        }
        see(scene, "s3");

        try (EventStream stream = EventStream.open(environment, crew.token(), scene.checkpointId(), last)) {
            EventStream.Event missed = stream.next();
            assertThat(missed.json().path("version").intValue()).isEqualTo(3);
            assertThat(Long.parseLong(missed.id())).isGreaterThan(Long.parseLong(last));
        }
        assertThat(crew.get("/api/v1/alerts/stream?checkpoint=NOWHERE").status())
                .isEqualTo(404);
        assertThat(crew.get("/api/v1/alerts/stream?checkpoint=" + scene.checkpointId() + "&after=x")
                        .at("/code"))
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void liftsALockByHandWithAReason() {
        Scene scene = locked(null);
        Http officer = Http.withToken(environment, "officer-lift", "OFFICER", Scene.AREA);
        String entryId = officer.get(
                        "/api/v1/blacklist?state=LOCKED&number=" + URLEncoder.encode(scene.number(), UTF_8))
                .at("/items/0/entryId");

        assertThat(officer.post("/api/v1/blacklist/" + entryId + "/lift", "{}").at("/errors/0/field"))
                .isEqualTo("reason");
        assertThat(officer.post("/api/v1/blacklist/" + entryId + "/lift", "{\"reason\":\"已复检\"}")
                        .at("/state"))
                .isEqualTo("LIFTED");
        assertThat(officer.post("/api/v1/blacklist/" + entryId + "/lift", "{\"reason\":\"已复检\"}")
                        .status())
                .isEqualTo(409);
        see(scene, "lifted");
        assertThat(open(scene)).isEmpty();
    }

    @Test
    void findsWhatIsOpenHoweverMuchTheBoardHasHadBefore() {
        Scene scene = locked(null);
        String end = crew("crew")
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId())
                .at("/next");
        jdbc.sql("""
                with taken as (update feed_counter set position = position + 1 returning position)
                insert into feed_item (position, feed, area_code, subject, json)
                select position, 'alerts', '999999', :board, 'an old item, which nobody needs to read' from taken
                """).param("board", scene.checkpointId()).update();
        see(scene, "open");

        JsonNode page = crew("crew")
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId() + "&state=OPEN&limit=10")
                .json();

        assertThat(page.path("items").size()).isOne();
        assertThat(Long.parseLong(page.path("next").stringValue()))
                .isGreaterThan(Long.parseLong(end.isEmpty() ? "0" : end));
    }

    @Test
    void locksNoVehicleThatTheOfficersAreasHaveNeverSeen() {
        Scene scene = Scene.of(jdbc);
        String body = """
                {"plate":{"number":"%s","type":"01"},"reason":"超标未修","documentNo":"汴环〔2026〕3号"}""".formatted(scene.number());
        Http kaifeng = Http.withToken(environment, "officer-kaifeng", "OFFICER", "410200");

        assertThat(kaifeng.post("/api/v1/blacklist", body).at("/code")).isEqualTo("UNKNOWN_VEHICLE");
        scene.pass("seen", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        jdbc.sql("update pass set area_code = '410200', site_id = null where pass_key = :key")
                .param("key", scene.passKey("seen"))
                .update();
        assertThat(kaifeng.post("/api/v1/blacklist", body).status()).isEqualTo(201);
    }

    private Scene locked(@Nullable Instant repairDeadline) {
        Scene scene = Scene.of(jdbc);
        lock(scene, repairDeadline);
        return scene;
    }

    private void lock(Scene scene, @Nullable Instant repairDeadline) {
        String deadline = repairDeadline == null ? "" : ",\"repairDeadline\":\"" + repairDeadline + "\"";
        Http.Answer made = Http.withToken(environment, "officer", "OFFICER", Scene.AREA)
                .post("/api/v1/blacklist", """
                        {"plate":{"number":"%s","type":"01"},"reason":"超标未修","documentNo":"豫环〔2026〕17号"%s}""".formatted(scene.number(), deadline));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void measure(Scene scene, String passId) {
        transactions.executeWithoutResult(status -> events.publishEvent(new PassesRecorded(
                List.of(new PassRecorded(timelines.pass(scene.passKey(passId)).orElseThrow(), true)))));
    }

    private void see(Scene scene, String id) {
        see(sighted(scene, id, Trust.ENROLLED, true, Instant.now()));
    }

    private void see(Sighted sighted) {
        transactions.executeWithoutResult(status -> events.publishEvent(new SightingsTold(List.of(sighted))));
    }

    private static Sighted sighted(Scene scene, String id, Trust trust, boolean live, Instant at) {
        var plate = new RsPass.Plate(scene.number(), PlateColor.YELLOW, null, 0.96);
        var sighting = new Sighting(id, at.atOffset(ZoneOffset.UTC), plate, null, null, null, null);
        return new Sighted(scene.cameraNo() + "/" + id, scene.cameraNo(), Scene.AREA, trust, at, sighting, live);
    }

    private List<JsonNode> open(Scene scene) {
        JsonNode page = crew("crew")
                .get("/api/v1/alerts?checkpoint=" + scene.checkpointId() + "&state=OPEN")
                .json();
        return page.path("items").valueStream().toList();
    }

    private Http crew(String person) {
        return Http.withToken(environment, person, "CREW", Scene.AREA);
    }
}
