package io.plumewatch.enforcement.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsWarning;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** National records become the same facts as our own passes and calibrations. */
@EnforcementTest
class NationalRecordTests {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    @Autowired
    Environment environment;

    @Autowired
    RedisServer redis;

    @Autowired
    Timelines timelines;

    @Autowired
    HeardEvents heard;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Standards standards;

    private TestLog log;
    private Scene scene;
    private final String plate = Scene.plate();
    private final String recordNo = "C" + UUID.randomUUID().toString().substring(0, 20);

    @BeforeEach
    void setUp() {
        log = new TestLog(redis.uri());
        scene = new Scene(environment, log);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private LogEntry append(EntryKind kind, String json, String profile) {
        LogEntry plain = scene.entry(kind, scene.device + "/" + recordNo, scene.now, json);
        var entry = new LogEntry(
                plain.kind(),
                plain.device(),
                plain.trust(),
                plain.clock(),
                plain.measuredAt(),
                plain.receivedAt(),
                plain.replayed(),
                plain.key(),
                plain.gateway(),
                profile,
                plain.payload());
        log.append(Streams.EVIDENCE, entry);
        return entry;
    }

    private String pass(String opacity) {
        return """
                {"JLBH":"%s","JCSJ":"%s","HPHM":"%s","CPYS":"1","HPZL":"01","SBZXD":"97","PDJG":"1","WXYY":"-1",
                 "BTGDJG":"%s","CO2JG":"10.00","COCO2":"0.05","SP1":"/v.mp4"}
                """.formatted(recordNo, LOCAL.format(scene.now), plate, opacity);
    }

    @Test
    void becomeAPassWithTheUnitsVerdictBesideIt() {
        scene.register(plate, "01", "YELLOW");

        LogEntry entry = append(EntryKind.NATIONAL_PASS, pass("41.5"), "national@1");

        eventually(() -> assertThat(heard.recorded(entry.key())).hasSize(1));
        PassFact fact = timelines.pass(entry.key()).orElseThrow();
        assertThat(fact.vehicleId()).isNotNull();
        assertThat(fact.pass().passId()).isEqualTo(recordNo);
        assertThat(fact.pass().exhaust()).isEqualTo(new RsPass.Exhaust(41.5, null, null, 10.0, null, null));
        assertThat(fact.origin().source()).isEqualTo(EntryKind.NATIONAL_PASS);
        assertThat(fact.origin().deviceVerdict()).isEqualTo("PASS");
        assertThat(fact.origin().profile()).isEqualTo("national@1");
        assertThat(fact.origin().warnings()).extracting(RsWarning::code).containsExactly("CO2_DIFFERS");
        assertThat(timelines.asReceived(entry.key())).hasValue(entry.payload());
        Http.Answer listed = Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410802")
                .get("/api/v1/passes?device=" + scene.device);
        assertThat(listed.at("/items/0/deviceVerdict")).isEqualTo("PASS");
        assertThat(listed.at("/items/0/warnings/0/code")).isEqualTo("CO2_DIFFERS");
    }

    @Test
    void thatTheirUnitCallsInvalidKeepTheReasonAndHoldBack() {
        scene.register(plate, "01", "YELLOW");

        LogEntry entry = append(
                EntryKind.NATIONAL_PASS,
                pass("41.5").replace("\"PDJG\":\"1\",\"WXYY\":\"-1\"", "\"PDJG\":\"2\",\"WXYY\":\"3\""),
                "national@1");

        eventually(() -> assertThat(heard.recorded(entry.key())).hasSize(1));
        Http.Answer listed = Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410802")
                .get("/api/v1/passes?device=" + scene.device);
        assertThat(listed.at("/items/0/deviceVerdict")).isEqualTo("INVALID");
        assertThat(listed.at("/items/0/deviceReason")).isEqualTo("3");
        assertThat(standards
                        .rulebook()
                        .policyFor("410802", Rulebook.lawDay(scene.now))
                        .holdDeviceInvalid())
                .isTrue();
        assertThat(standards
                        .rulebook()
                        .policyFor("410802", LocalDate.parse("2020-01-01"))
                        .holdDeviceInvalid())
                .isFalse();
    }

    @Test
    void areRecordedOnceAndNeverUnderAUsedNumber() {
        append(EntryKind.NATIONAL_PASS, pass("20"), "national@1");
        append(EntryKind.NATIONAL_PASS, pass("20").replace("{\"JLBH\"", "{\"replayed\":true,\"JLBH\""), "national@1");
        append(EntryKind.NATIONAL_PASS, pass("99"), "national@1");

        eventually(() -> assertThat(rejections()).containsExactlyInAnyOrder("PASS_ID_REUSED"));
        assertThat(heard.recorded(scene.device + "/" + recordNo)).hasSize(1);
    }

    @Test
    void waitWholeWhenOnlyTheGatewayHasTheirMapAndHoldUpNobody() {
        append(EntryKind.NATIONAL_PASS, pass("20"), "nobody@9");
        append(EntryKind.NATIONAL_CHECK, "{\"JLBH\":\"%s\"}".formatted(recordNo), "nobody@9");
        LogEntry behind = append(EntryKind.NATIONAL_PASS, pass("20"), "national@1");

        eventually(() -> assertThat(heard.recorded(behind.key())).hasSize(1));
        assertThat(jdbc.sql("""
                        select reason || ' ' || (parked and envelope is not null) || ' ' || expected
                          from rejected_entry where device = :device
                        """)
                        .param("device", scene.device)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(said -> said.startsWith("UNKNOWN_PROFILE true code map nobody@9")
                        && said.contains("PLUMEWATCH_CODE_MAPS"));
    }

    @Test
    void ofBlackSmokeBecomeAPassWithNothingButItsLevel() {
        LogEntry entry =
                append(EntryKind.NATIONAL_SMOKE, """
                {"JLBH":"%s","JCSJ":"%s","HPHM":"%s","LGMHD":"3","BTGDJG":"55","PDJG":"0","SP1":"/v.mp4"}
                """.formatted(recordNo, LOCAL.format(scene.now), plate), "national@1");

        eventually(() -> assertThat(heard.recorded(entry.key())).hasSize(1));
        PassFact fact = timelines.pass(entry.key()).orElseThrow();
        assertThat(fact.pass().exhaust()).isEqualTo(new RsPass.Exhaust(null, 3, null, null, null, null));
        assertThat(fact.origin().video()).isEqualTo("/v.mp4");
    }

    @Test
    void ofChecksCalibrateWhereTheySayWhatWasMeasured() {
        LogEntry entry =
                append(EntryKind.NATIONAL_CHECK, """
                {"JLBH":"%s","DWBH":"C410800001","JCKSSJ":"%s","BQLB":"1","SFTG":"Y","YDP1BZZ":"30","YDP1CLZ":"29.8"}
                """.formatted(recordNo, LOCAL.format(scene.now)), "national@1");

        eventually(() -> assertThat(count("calibration where calibration_key", entry.key()))
                .isOne());
        assertThat(count("device_check where calibration and passed and check_key", entry.key()))
                .isOne();
    }

    @Test
    void ofChecksThatOnlySayPassedCalibrateNothing() {
        LogEntry entry =
                append(EntryKind.NATIONAL_CHECK, """
                {"JLBH":"%s","DWBH":"C410800001","ZJKSRQ":"%s","SFTG":"Y"}
                """.formatted(recordNo, LOCAL.format(scene.now)), "national@1");

        eventually(() ->
                assertThat(count("device_check where check_key", entry.key())).isOne());
        assertThat(count("calibration where calibration_key", entry.key())).isZero();
    }

    @Test
    void ofChecksWithAGuessedOutcomeCalibrateNothingAndSayWhy() {
        LogEntry entry =
                append(EntryKind.NATIONAL_CHECK, """
                {"JLBH":"%s","DWBH":"C410800001","JCKSSJ":"%s","BQLB":"1","SFTG":"1","YDP1BZZ":"30","YDP1CLZ":"29.8"}
                """.formatted(recordNo, LOCAL.format(scene.now)), "national@1");

        eventually(() ->
                assertThat(count("device_check where check_key", entry.key())).isOne());
        assertThat(count("calibration where calibration_key", entry.key())).isZero();
        Http.Answer listed = Http.withToken(environment, "officer " + UUID.randomUUID(), "OFFICER", "410802")
                .get("/api/v1/device-checks?device=" + scene.device);
        assertThat(listed.at("/items/0/passed")).isEqualTo("true");
        assertThat(listed.at("/items/0/calibration")).isEqualTo("false");
        assertThat(listed.at("/items/0/warnings/1/code")).isEqualTo("NO_CALIBRATION");
    }

    private long count(String table, String key) {
        return jdbc.sql("select count(*) from " + table + " = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    private List<String> rejections() {
        return jdbc.sql("select reason from rejected_entry where device = :device")
                .param("device", scene.device)
                .query(String.class)
                .list();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}
