package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.Trust;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stations report, and what people may see and say of facts. */
@EnforcementTest
class FactsApiTests {

    @Autowired
    Environment environment;

    @Autowired
    RedisServer redis;

    @Autowired
    Timelines timelines;

    @Autowired
    Vehicles vehicles;

    @Autowired
    HeardEvents heard;

    @Autowired
    PhotoCleaning cleaning;

    @Autowired
    JdbcClient jdbc;

    @Value("${plumewatch.blobs}")
    Path blobs;

    private TestLog log;
    private Scene scene;
    private final String plate = Scene.plate();

    @BeforeEach
    void setUp() {
        log = new TestLog(redis.uri());
        scene = new Scene(environment, log);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void takesAnInspectionOnceAndRefusesItsIdForAnotherOne() {
        scene.register(plate, "01", "YELLOW");
        Http station = as("STATION", "410800");

        assertThat(station.post("/api/v1/stations/inspections", inspection("PASS"))
                        .status())
                .isEqualTo(201);
        assertThat(station.post("/api/v1/stations/inspections", inspection("PASS"))
                        .status())
                .isEqualTo(200);
        Http.Answer other = station.post("/api/v1/stations/inspections", inspection("FAIL"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("INSPECTION_ID_REUSED");
        assertThat(as("STATION", "410800")
                        .post("/api/v1/stations/inspections", inspection("FAIL"))
                        .status())
                .as("another station's ids are its own")
                .isEqualTo(201);
        assertThat(timelines.of(vehicleId()).orElseThrow().inspections())
                .extracting(InspectionFact::passed)
                .containsExactlyInAnyOrder(true, false);
        assertThat(heard.changes(vehicleId())).isEqualTo(2);
    }

    @Test
    void namesWhatIsWrongWithAnInspection() {
        Http station = as("STATION", "410800");

        assertThat(station.post("/api/v1/stations/inspections", "{}")
                        .json()
                        .at("/errors")
                        .findValuesAsString("field"))
                .contains("inspectionId", "plate.number", "plate.type", "performedAt", "kind", "result");
        assertThat(station.post("/api/v1/stations/inspections", inspection("PASS"))
                        .status())
                .isEqualTo(404);
        String future =
                inspection("PASS").replace("2026-", "2999-").replace(scene.now.toString(), "2999-01-01T00:00:00Z");
        assertThat(station.post("/api/v1/stations/inspections", future).at("/errors/0/field"))
                .isEqualTo("performedAt");
        assertThat(as("CREW", "410800")
                        .post("/api/v1/stations/inspections", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void showsAVehicleToThoseOfItsAreasAndItsOwnerToOfficersOnly() {
        scene.register(plate, "01", "YELLOW");
        scene.pass(plate);
        eventually(() ->
                assertThat(timelines.of(vehicleId()).orElseThrow().passes()).hasSize(1));

        Http.Answer officer = as("OFFICER", "410800").get(vehiclePath());
        assertThat(officer.at("/ownerName")).isEqualTo("张三");
        assertThat(officer.at("/plate/number")).isEqualTo(plate);
        assertThat(officer.at("/passes")).isEqualTo("1");
        Http.Answer crew = as("CREW", "410802").get(vehiclePath());
        assertThat(crew.status()).isEqualTo(200);
        assertThat(crew.body()).doesNotContain("owner").doesNotContain("companyId");
        assertThat(as("OFFICER", "410100").get(vehiclePath()).status()).isEqualTo(404);
        assertThat(as("POLICE", "410800").get(vehiclePath()).status()).isEqualTo(403);
        Http.Answer timeline = as("CREW", "410802").get(vehiclePath() + "/timeline");
        assertThat(timeline.at("/items/0/kind")).isEqualTo("PASS");
        assertThat(timeline.at("/items/0/pass/exhaust/opacityPercent")).startsWith("20");
        assertThat(timeline.json().at("/next").isNull()).isTrue();
        assertThat(as("OFFICER", "410800")
                        .get(vehiclePath() + "/timeline?after=x")
                        .at("/code"))
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void letsAnOfficerAcceptASuspectClockOnce() {
        scene.register(plate, "01", "YELLOW");
        String id = UUID.randomUUID().toString();
        scene.pass(Scene.withClock(
                scene.pass(id, plate, scene.now, 20), ClockState.SUSPECT, Trust.ENROLLED, Instant.now(), false));
        String key = scene.device + "/" + id;
        eventually(() -> assertThat(heard.changes(vehicleId())).isPositive());
        long changes = heard.changes(vehicleId());
        String path = "/api/v1/passes/" + key + "/clear-clock";

        assertThat(as("OFFICER", "410800").post(path, "{}").at("/errors/0/field"))
                .isEqualTo("reason");
        assertThat(as("OFFICER", "410100").post(path, "{\"reason\": \"x\"}").status())
                .isEqualTo(404);
        Http.Answer cleared = as("OFFICER", "410800").post(path, "{\"reason\": \"its clock was compared\"}");

        assertThat(cleared.at("/clockCleared")).isEqualTo("true");
        assertThat(timelines.pass(key).orElseThrow().clockCleared()).isTrue();
        assertThat(heard.changes(vehicleId())).isEqualTo(changes + 1);
        assertThat(as("OFFICER", "410800").post(path, "{\"reason\": \"again\"}").at("/code"))
                .isEqualTo("CLOCK_NOT_SUSPECT");
    }

    @Test
    void showsAPhotoOnlyWhereAPassThatNamesItWasMeasured() throws IOException {
        byte[] jpeg = ("not much of a picture " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        String sha256 = Digests.sha256(jpeg);
        Path file = blobs.resolve(sha256.substring(0, 2)).resolve(sha256 + ".jpg");
        Files.createDirectories(file.getParent());
        Files.write(file, jpeg);
        assertThat(as("CREW", "410800").get("/api/v1/photos/" + sha256).status())
                .isEqualTo(404);

        String key = scene.pass(plate, sha256);
        eventually(() -> assertThat(timelines.pass(key)).isPresent());

        Http.Answer seen = as("CREW", "410800").get("/api/v1/photos/" + sha256);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(as("CREW", "410100").get("/api/v1/photos/" + sha256).status())
                .isEqualTo(404);
        assertThat(as("STATION", "410800").get("/api/v1/photos/" + sha256).status())
                .isEqualTo(403);
    }

    @Test
    void deletesAPhotoThatNothingCameToName() throws IOException {
        String named = Scene.sha256();
        String unnamed = Scene.sha256();
        Path file = blobs.resolve(unnamed.substring(0, 2)).resolve(unnamed + ".jpg");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {1});
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        scene.photo(named);
        scene.photo(unnamed);
        String key = scene.pass(plate, named);
        eventually(() -> assertThat(timelines.pass(key)).isPresent());
        cleaning.clean();
        assertThat(file).as("within the grace").exists();

        jdbc.sql("update photo set noted_at = noted_at - interval '25 hours' where sha256 in (:both)")
                .param("both", List.of(named, unnamed))
                .update();
        cleaning.clean();

        assertThat(file).doesNotExist();
        assertThat(timelines.pass(key).orElseThrow().photos()).allMatch(PassFact.StoredPhoto::stored);
    }

    private String inspection(String result) {
        return """
                {"inspectionId": "I-%s", "plate": {"number": "%s", "type": "01"}, "performedAt": "%s",
                 "kind": "RETEST", "result": "%s", "values": {"k": 0.4}}
                """.formatted(scene.device, plate, scene.now, result);
    }

    private String vehiclePath() {
        return "/api/v1/vehicles/" + URLEncoder.encode(plate, StandardCharsets.UTF_8) + "/01";
    }

    private long vehicleId() {
        return vehicles.find(plate, "01").orElseThrow().vehicleId();
    }

    private Http as(String role, String area) {
        return Http.withToken(environment, role + " " + UUID.randomUUID(), role, area);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}
