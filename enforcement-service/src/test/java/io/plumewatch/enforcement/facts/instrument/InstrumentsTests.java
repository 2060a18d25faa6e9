package io.plumewatch.enforcement.facts.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finished tests and what sensors show, from the log to the API. */
@EnforcementTest
class InstrumentsTests {

    @Autowired
    Environment environment;

    @Autowired
    RedisServer redis;

    @Autowired
    SensorReadings readings;

    @Autowired
    JdbcClient jdbc;

    private final String device = "IN-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private TestLog log;

    @BeforeEach
    void setUp() {
        log = new TestLog(redis.uri());
        assertThat(Http.asAdministrator(environment)
                        .post("/api/v1/devices", """
                                {"deviceNo": "%s", "kind": "INSTRUMENT", "areaCode": "410802"}""".formatted(device))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void recordsATestOnceAndKeepsAnotherOneOfItsNumberApart() {
        test("7", "41.2", "01");
        test("7", "41.2", "02");
        test("7", "12.0", "01");
        test("8", "12.0", "01");

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(
                                tests("OFFICER", "").json().at("/items").size())
                        .isEqualTo(2));
        Http.Answer all = tests("CREW", "");
        assertThat(all.at("/items/0/testNo")).isEqualTo("7");
        assertThat(all.at("/items/0/kind")).isEqualTo("FREE_ACCELERATION");
        assertThat(all.at("/items/0/values/0/key")).isEqualTo("opacityPercent");
        assertThat(all.at("/items/0/values/0/value")).isEqualTo("41.2");
        assertThat(tests("CREW", "&after=" + all.at("/items/0/id")).at("/items/0/testNo"))
                .isEqualTo("8");
        assertThat(tests("POLICE", "").status()).isEqualTo(403);
        assertThat(jdbc.sql("select reason from rejected_entry where device = :device")
                        .param("device", device)
                        .query(String.class)
                        .list())
                .containsExactly("TEST_NO_REUSED");
        assertThat(jdbc.sql("select payload from instrument_test where device_no = :device and test_no = '7'")
                        .param("device", device)
                        .query(byte[].class)
                        .single())
                .asString(UTF_8)
                .contains("\"request\":\"01\"");
    }

    @Test
    void showsWhatASensorShowedLastAndForgetsTheRestInTime() {
        sensor(now.minus(40, ChronoUnit.DAYS), "OK");
        sensor(now.minusSeconds(60), "OK");
        sensor(now, "FROZEN");
        sensor(now, "OK");

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(
                                sensors("?device=" + device).json().at("/items").size())
                        .isEqualTo(3));
        assertThat(sensors("").json().at("/items").findValuesAsString("device")).containsOnlyOnce(device);
        assertThat(sensors("?device=" + device).at("/items/0/state")).isEqualTo("FROZEN");
        assertThat(sensors("?device=" + device).at("/items/0/values/0/key")).isEqualTo("windSpeedMps");

        readings.forget();
        assertThat(sensors("?device=" + device).json().at("/items").size()).isEqualTo(2);
    }

    @Test
    void rejectsWhatNamesNoTest() {
        log.append(
                Streams.EVIDENCE,
                TestLog.entry(EntryKind.INSTRUMENT, device, device + "/x", now, "{\"kind\":\"X\"}".getBytes(UTF_8)));

        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("select field from rejected_entry where device = :device")
                                .param("device", device)
                                .query(String.class)
                                .list())
                        .containsExactly("testNo"));
    }

    private void test(String testNo, String opacity, String request) {
        String json = """
                {"instrument":"%s","model":"mqy-200@1","testNo":"%s","kind":"FREE_ACCELERATION","startedAt":"%s",\
                "finishedAt":"%s","values":[{"key":"opacityPercent","value":%s,"unit":"%%"}],\
                "raw":[{"at":"%s","request":"%s","response":"41"}]}""".formatted(device, testNo, now.minusSeconds(30), now, opacity, now, request);
        log.append(
                Streams.EVIDENCE,
                TestLog.entry(EntryKind.INSTRUMENT, device, device + "/" + testNo, now, json.getBytes(UTF_8)));
    }

    private void sensor(Instant at, String state) {
        String json = """
                {"instrument":"%s","model":"weather@1","at":"%s","state":"%s",\
                "values":[{"key":"windSpeedMps","value":1.2,"unit":"m/s"}]}""".formatted(device, at, state);
        log.append(
                Streams.telemetry(device),
                TestLog.entry(EntryKind.SENSOR, device, device + "/" + at, at, json.getBytes(UTF_8)));
    }

    private Http.Answer tests(String role, String more) {
        return Http.withToken(environment, "somebody", role, "410800")
                .get("/api/v1/instrument-tests?device=" + device + more);
    }

    private Http.Answer sensors(String query) {
        return Http.withToken(environment, "crew", "CREW", "410800").get("/api/v1/sensor-readings" + query);
    }
}
