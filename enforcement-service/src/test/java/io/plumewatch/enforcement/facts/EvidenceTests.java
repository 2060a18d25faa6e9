package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the log to the vehicles' timelines, through the service's own intake. */
@EnforcementTest
class EvidenceTests {

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
    JdbcClient jdbc;

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
    void recordsAPassOnceWithItsBytesAndPlace() {
        scene.register(plate, "01", "YELLOW");
        LogEntry entry = scene.pass("one", plate, scene.now, 20);
        scene.pass(entry);
        scene.pass(entry);

        String key = entry.key();
        awaitPass();
        PassFact pass = timelines.pass(key).orElseThrow();
        assertThat(pass.measuredAt()).isEqualTo(scene.now);
        assertThat(pass.site()).isNotNull();
        assertThat(pass.areaCode()).isEqualTo("410802");
        assertThat(pass.vehicleId()).isEqualTo(vehicle("01").vehicleId());
        assertThat(timelines.asReceived(key)).hasValue(entry.payload());
        scene.pass(plate);
        eventually(() -> assertThat(timeline("01").passes()).hasSize(2));
        assertThat(heard.recorded(key)).singleElement().matches(PassRecorded::live);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void readsAVehiclesTimelineOnceForAPass() {
        scene.register(plate, "01", "YELLOW");
        String key = scene.pass(plate);

        eventually(() -> assertThat(heard.recorded(key)).hasSize(1));
        assertThat(heard.loadedOnce(key)).isTrue();
    }

    @Test
    void acceptsAPassThatIsSentAgainAndRejectsItsIdForAnotherOne() {
        scene.pass(scene.pass("two", plate, scene.now, 20));
        scene.pass(scene.pass("two", plate, scene.now, 20));
        scene.pass(scene.pass("two", plate, scene.now, 99));

        eventually(() -> assertThat(rejections()).containsExactly("PASS_ID_REUSED"));
        assertThat(heard.recorded(scene.device + "/two")).hasSize(1);
        Http.Answer listed = officer("410802").get("/api/v1/quarantine?device=" + scene.device);
        assertThat(listed.at("/items/0/reason")).isEqualTo("PASS_ID_REUSED");
        assertThat(listed.at("/items/0/field")).isEqualTo("passId");
        assertThat(listed.body()).doesNotContain(plate);
        assertThat(officer("410100")
                        .get("/api/v1/quarantine?device=" + scene.device)
                        .json()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void givesAnUnresolvedPassToTheVehicleThatIsRegisteredLater() {
        String key = scene.pass(plate);
        eventually(() -> assertThat(heard.recorded(key)).hasSize(1));
        assertThat(timelines.pass(key).orElseThrow().vehicleId()).isNull();
        Http.Answer unresolved = officer("410800").get("/api/v1/passes?unresolved=true&device=" + scene.device);
        assertThat(unresolved.at("/items/0/resolved")).isEqualTo("false");

        scene.register(plate, "01", "YELLOW");

        assertThat(timeline("01").passes()).extracting(PassFact::passKey).containsExactly(key);
        assertThat(heard.changes(vehicle("01").vehicleId())).isPositive();
    }

    @Test
    void takesAPassAwayWhenItsPlateBecomesAmbiguous() {
        scene.register(plate, "01", "YELLOW");
        String key = scene.pass(plate);
        awaitPass();
        long changes = heard.changes(vehicle("01").vehicleId());

        scene.register(plate, "02", "BLUE");

        assertThat(timelines.pass(key).orElseThrow().vehicleId()).isNull();
        assertThat(timeline("01").passes()).isEmpty();
        assertThat(heard.changes(vehicle("01").vehicleId())).isGreaterThan(changes);
    }

    @Test
    void countsALateCalibrationAndPhotoForTheVehiclesThatNeedThem() {
        String sha256 = Scene.sha256();
        scene.register(plate, "01", "YELLOW");
        String key = scene.pass(plate, sha256);
        awaitPass();
        assertThat(timeline("01").calibrations()).isEmpty();
        assertThat(timelines.pass(key).orElseThrow().photos()).noneMatch(PassFact.StoredPhoto::stored);
        long vehicleId = vehicle("01").vehicleId();
        long changes = heard.changes(vehicleId);

        String calibration = scene.calibrate(scene.now);
        eventually(() -> assertThat(heard.changes(vehicleId)).isEqualTo(changes + 1));
        assertThat(timeline("01").calibrations())
                .extracting(CalibrationFact::calibrationKey)
                .containsExactly(calibration);

        scene.photo(sha256);
        eventually(() -> assertThat(heard.changes(vehicleId)).isEqualTo(changes + 2));
        assertThat(timelines.pass(key).orElseThrow().photos()).allMatch(PassFact.StoredPhoto::stored);
    }

    @Test
    void leavesACalibrationOfAnotherDayAlone() {
        scene.register(plate, "01", "YELLOW");
        scene.calibrate(scene.now.minus(Duration.ofDays(2)));
        scene.pass(plate);

        awaitPass();
        assertThat(timeline("01").calibrations()).isEmpty();
    }

    @Test
    void doubtsBothPassesThatUseOnePhoto() {
        String sha256 = Scene.sha256();
        String other = Scene.plate();
        scene.register(plate, "01", "YELLOW");
        String first = scene.pass(plate, sha256);
        awaitPass();
        assertThat(timelines.pass(first).orElseThrow().doubtful()).isFalse();
        long changes = heard.changes(vehicle("01").vehicleId());

        String second = scene.pass(other, sha256);

        eventually(() -> assertThat(heard.recorded(second)).hasSize(1));
        assertThat(timelines.passes(List.of(first, second))).hasSize(2).allMatch(PassFact::doubtful);
        eventually(() -> assertThat(heard.changes(vehicle("01").vehicleId())).isEqualTo(changes + 1));
    }

    @Test
    void tellsWhatIsLiveFromWhatIsNot() {
        Instant late = scene.now.plusSeconds(121);
        List<LogEntry> notLive = List.of(
                Scene.withClock(pass(), ClockState.UNKNOWN, Trust.ENROLLED, late, false),
                Scene.withClock(pass(), ClockState.GOOD, Trust.ENROLLED, scene.now, true),
                Scene.withClock(pass(), ClockState.SUSPECT, Trust.ENROLLED, scene.now, false),
                Scene.withClock(pass(), ClockState.GOOD, Trust.CLAIMED, scene.now, false));
        LogEntry live = Scene.withClock(pass(), ClockState.UNKNOWN, Trust.CERTIFIED, late.minusSeconds(1), false);
        notLive.forEach(scene::pass);
        scene.pass(live);

        eventually(() -> assertThat(heard.recorded(live.key())).hasSize(1));
        assertThat(heard.recorded(live.key())).allMatch(PassRecorded::live);
        for (LogEntry entry : notLive) {
            assertThat(heard.recorded(entry.key())).hasSize(1).noneMatch(PassRecorded::live);
        }
    }

    @Test
    void assessesAgainWhatADeviceMeasuredWhenItsVerificationIsCorrected() {
        scene.register(plate, "01", "YELLOW");
        scene.pass(plate);
        awaitPass();
        long changes = heard.changes(vehicle("01").vehicleId());

        scene.verify(null, "2020-12-31", "JL-1");

        assertThat(heard.changes(vehicle("01").vehicleId())).isEqualTo(changes + 1);
        assertThat(deviceOfThePass().verifiedUntil()).isEqualTo("2020-12-31");
    }

    @Test
    void judgesAPassByTheVerificationOfItsDayWhateverComesLater() {
        scene.register(plate, "01", "YELLOW");
        scene.verify("2026-01-01", "2027-12-31", "JL-1");
        scene.pass(plate);
        awaitPass();

        scene.verify("2028-01-01", null, "JL-2");

        assertThat(deviceOfThePass().certificateNo()).isEqualTo("JL-1");
        assertThat(deviceOfThePass().verifiedFrom()).isEqualTo("2026-01-01");
    }

    private Device deviceOfThePass() {
        return Objects.requireNonNull(timeline("01").passes().get(0).device());
    }

    @Test
    void tellsOfASightingAndCountsItAndKeepsNothingOfIt() {
        String key = scene.sighting(plate, scene.now);

        eventually(() -> assertThat(heard.sighted(key)).singleElement().matches(Sighted::live));
        eventually(() -> assertThat(jdbc.sql(
                                "select sum(entries) from device_activity where device_no = :device and kind = 'SIGHTING'")
                        .param("device", scene.device)
                        .query(Long.class)
                        .single())
                .isEqualTo(1));
        assertThat(heard.sighted(key).get(0).areaCode()).isEqualTo("410802");
    }

    private LogEntry pass() {
        return scene.pass(UUID.randomUUID().toString(), plate, scene.now, 20);
    }

    private Vehicle vehicle(String type) {
        return vehicles.find(plate, type).orElseThrow();
    }

    private VehicleTimeline timeline(String type) {
        return timelines.of(vehicle(type).vehicleId()).orElseThrow();
    }

    private List<String> rejections() {
        return jdbc.sql("select reason from rejected_entry where device = :device")
                .param("device", scene.device)
                .query(String.class)
                .list();
    }

    private Http officer(String area) {
        return Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", area);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** The pass is in the timeline, and whoever listens has heard of it, which comes a moment later. */
    private void awaitPass() {
        eventually(() -> {
            assertThat(timeline("01").passes()).hasSize(1);
            assertThat(heard.changes(vehicle("01").vehicleId())).isPositive();
        });
    }
}
