package io.plumewatch.enforcement.facts.air;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.hj212.Hj212Crc;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.obd.Octets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@EnforcementTest
class AirReadingsTests {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    @Autowired
    Environment environment;

    @Autowired
    RedisServer redis;

    @Autowired
    AirCleaning cleaning;

    @Autowired
    JdbcClient jdbc;

    private final String device = "AIR-" + UUID.randomUUID().toString().substring(0, 8);
    private final LocalDateTime hour = LocalDateTime.ofInstant(
                    Instant.now().minus(Duration.ofHours(3)), ZoneOffset.ofHours(8))
            .withMinute(0)
            .withSecond(0)
            .withNano(0);
    private TestLog log;

    @BeforeEach
    void setUp() {
        log = new TestLog(redis.uri());
        register(device);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givesTheNumbersOfAMessageInUnitsOfAllStations() {
        send(device, hours(hour, "1", "a34004-Avg=14,a34004-Flag=N;a21004-Avg=4,a21004-Flag=D;a21005-Avg=0.427"));
        awaitDone(device);

        Http.Answer answer = list(device, "");
        assertThat(answer.json().at("/items").findValuesAsString("factor")).containsExactly("NO2", "CO", "PM25");
        assertThat(answer.at("/items/0/usable")).isEqualTo("false");
        assertThat(answer.at("/items/2/code")).isEqualTo("a34004");
        assertThat(answer.at("/items/2/value")).isEqualTo("14");
        assertThat(answer.at("/items/2/raw")).isEqualTo("14");
        assertThat(answer.at("/items/2/statistic")).isEqualTo("AVG");
        assertThat(answer.at("/items/2/periodStart"))
                .isEqualTo(hour.toInstant(ZoneOffset.ofHours(8)).toString());
        assertThat(answer.at("/items/2/profile")).isEqualTo("ambient@1");
        assertThat(list(device, "&factor=PM25").json().at("/items").size()).isOne();
        assertThat(list(device, "&period=MINUTE").json().at("/items").size()).isZero();
    }

    /** Repeats, corrections, a claimed liar and a broken instrument, in five orders on five stations. */
    @Test
    void noOrderAndNoRepetitionOfMessagesChangesWhatCounts() {
        List<LogEntry> capture = new ArrayList<>(List.of(
                message(device, Trust.ENROLLED, hours(hour, "1", "a34004-Avg=14,a34004-Flag=N")),
                message(device, Trust.ENROLLED, hours(hour, "2", "a34004-Avg=15,a34004-Flag=N")),
                message(device, Trust.ENROLLED, hours(hour, "3", "a34004-Avg=14,a34004-Flag=N")),
                message(device, Trust.ENROLLED, hours(hour, "9", "a34004-Avg=90,a34004-Flag=D")),
                message(device, Trust.CLAIMED, hours(hour, "8", "a34004-Avg=70,a34004-Flag=N"))));
        for (int seed = 1; seed <= 5; seed++) {
            String station = device + "-" + seed;
            register(station);
            var again = new ArrayList<>(capture);
            again.addAll(capture);
            Collections.shuffle(again, new Random(seed));
            again.forEach(entry -> append(station, entry));
            awaitDone(station);

            Http.Answer answer = list(station, "");
            assertThat(answer.json().at("/items").size()).isOne();
            assertThat(answer.at("/items/0/value")).as("seed %d", seed).isEqualTo("14");
            assertThat(answer.at("/items/0/variants")).as("seed %d", seed).isEqualTo("4");
        }
    }

    @Test
    void believesABrokenInstrumentOfTheStationBeforeAClaimThatSoundsBetter() {
        append(device, message(device, Trust.ENROLLED, hours(hour, "1", "a34004-Avg=90,a34004-Flag=D")));
        append(device, message(device, Trust.CLAIMED, hours(hour, "8", "a34004-Avg=70,a34004-Flag=N")));
        awaitDone(device);

        assertThat(list(device, "").at("/items/0/value")).isEqualTo("90");
        assertThat(list(device, "").at("/items/0/usable")).isEqualTo("false");
    }

    @Test
    void keepsOnlyTheFirstFewOfWhatNobodyAuthenticatedSays() {
        List<Integer> values = new ArrayList<>(IntStream.range(10, 40).boxed().toList());
        Collections.shuffle(values, new Random(7));
        append(device, message(device, Trust.ENROLLED, hours(hour, "5", "a34004-Avg=14,a34004-Flag=N")));
        values.forEach(value -> append(
                device, message(device, Trust.CLAIMED, hours(hour, "8", "a34004-Avg=" + value + ",a34004-Flag=N"))));
        awaitDone(device);

        assertThat(list(device, "").at("/items/0/value")).isEqualTo("14");
        assertThat(list(device, "").at("/items/0/trust")).isEqualTo("ENROLLED");
        assertThat(jdbc.sql("select raw from air_reading where device_no = :device order by raw")
                        .param("device", device)
                        .query(String.class)
                        .list())
                .containsExactly("14", "33", "34", "35", "36", "37", "38", "39");
    }

    @Test
    void listsNoLongerTimeThanThePeriodAllows() {
        Http.Answer refused = list(device, "&period=REALTIME&from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/field")).isEqualTo("from");
        assertThat(refused.at("/errors/0/message")).contains("at most 1 d");
        assertThat(list(device, "&period=DAY&from=2024-11-22T00:00:00Z&to=2026-11-22T00:00:00Z")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void goesOnPageByPageInTheOrderOfPeriods() {
        for (int i = 0; i < 130; i++) {
            send(
                    device,
                    frame(
                            "2051",
                            hour.plusMinutes(i),
                            Integer.toString(i),
                            "a01001-Min=1,a01001-Avg=2,a01001-Max=3,a01001-Flag=N;a01002-Avg=40,a01002-Flag=N"));
        }
        awaitDone(device);
        Http.Answer first = list(device, "&period=MINUTE");
        Http.Answer second = list(device, "&period=MINUTE&after=" + first.at("/next"));

        assertThat(first.json().at("/items").size()).isEqualTo(500);
        assertThat(second.json().at("/items").size()).isEqualTo(20);
        assertThat(second.json().at("/next").isNull()).isTrue();
        assertThat(list(device, "&after=nonsense").at("/code")).isEqualTo("INVALID_CURSOR");
    }

    @Test
    void keepsWhatItCannotReadWithTheReasonAndHidesThePassword() {
        append(
                device,
                new LogEntry(
                        EntryKind.AIR,
                        device,
                        Trust.ENROLLED,
                        ClockState.GOOD,
                        null,
                        Instant.now(),
                        false,
                        device + "/other",
                        "test-gateway",
                        "nobody@9",
                        null,
                        hours(hour, "1", "a34004-Avg=14")));
        append(device, message(device, Trust.ENROLLED, new byte[] {'#', '#', '0'}));
        awaitDone(device);

        Http.Answer kept = officer().get("/api/v1/quarantine?device=" + device);
        assertThat(kept.json().at("/items").findValuesAsString("reason"))
                .containsExactlyInAnyOrder("UNKNOWN_PROFILE", "NOT_A_FRAME");
        assertThat(kept.body()).doesNotContain("123456");
    }

    @Test
    void endsPeriodsOfMinutesByTheIntervalThatTheStationTold() {
        append(device, message(device, Trust.CLAIMED, interval("30", "4")));
        append(device, message(device, Trust.ENROLLED, interval("1", "5")));
        for (int minute = 0; minute < 3; minute++) {
            send(device, frame("2051", hour.plusMinutes(minute), "" + minute, "a34004-Avg=14,a34004-Flag=N"));
        }
        awaitDone(device);
        assertThat(periodMinutes(device)).containsOnly(1L).hasSize(3);

        // Valid from when it was told: what lies before keeps its end.
        append(device, message(device, Trust.ENROLLED, interval("10", "6")));
        LocalDateTime later =
                LocalDateTime.now(ZoneOffset.ofHours(8)).withNano(0).plusMinutes(1);
        send(device, frame("2051", later, "7", "a34004-Avg=14,a34004-Flag=N"));
        awaitDone(device);
        Http.Answer after = list(device, "&period=MINUTE&to=" + later.plusMinutes(5) + "%2B08:00");
        assertThat(minutes(after)).containsExactly(1L, 1L, 1L, 10L);
    }

    @Test
    void endsPeriodsOfMinutesByTheProfileWhileTheStationHasToldNothing() {
        send(device, frame("2051", hour, "1", "a34004-Avg=14,a34004-Flag=N"));
        awaitDone(device);

        assertThat(periodMinutes(device)).containsExactly(5L);
    }

    private List<Long> periodMinutes(String station) {
        return minutes(list(station, "&period=MINUTE"));
    }

    private static List<Long> minutes(Http.Answer answer) {
        List<String> starts = answer.json().at("/items").findValuesAsString("periodStart");
        List<String> ends = answer.json().at("/items").findValuesAsString("periodEnd");
        return IntStream.range(0, starts.size())
                .mapToObj(i -> Duration.between(Instant.parse(starts.get(i)), Instant.parse(ends.get(i)))
                        .toMinutes())
                .toList();
    }

    private static byte[] interval(String minutes, String qn) {
        return segment("QN=2026112200000000" + qn + ";ST=22;CN=1063;PW=123456;MN=A1;Flag=4;CP=&&MinInterval=" + minutes
                + "&&");
    }

    @Test
    void isForOfficersAndAdministratorsOfTheArea() {
        send(device, hours(hour, "1", "a34004-Avg=14"));
        awaitDone(device);

        assertThat(Http.withToken(environment, "crew", "CREW", "410800")
                        .get("/api/v1/air-readings")
                        .status())
                .isEqualTo(403);
        assertThat(Http.withToken(environment, "elsewhere", "OFFICER", "410200")
                        .get("/api/v1/air-readings?device=" + device)
                        .json()
                        .at("/items")
                        .size())
                .isZero();
    }

    @Test
    void forgetsRealTimeDataSoonerThanHours() {
        LocalDateTime old = hour.minusDays(10);
        send(device, frame("2011", old, "1", "a34004-Rtd=14,a34004-Flag=N"));
        send(device, hours(old, "2", "a34004-Avg=14,a34004-Flag=N"));
        awaitDone(device);
        cleaning.clean();

        assertThat(jdbc.sql("select period from air_reading where device_no = :device")
                        .param("device", device)
                        .query(String.class)
                        .list())
                .containsExactly("HOUR");
    }

    private static byte[] hours(LocalDateTime start, String qn, String data) {
        return frame("2061", start, qn, data);
    }

    private static byte[] frame(String cn, LocalDateTime start, String qn, String data) {
        String segment = "QN=2026112200000000" + qn + ";ST=22;CN=" + cn + ";PW=123456;MN=A1;Flag=5;CP=&&DataTime="
                + STAMP.format(start) + ";" + data + "&&";
        return segment(segment);
    }

    private static byte[] segment(String segment) {
        return String.format(
                        Locale.ROOT,
                        "##%04d%s%s\r\n",
                        segment.length(),
                        segment,
                        Hj212Crc.of(Octets.of(segment.getBytes(ISO_8859_1))))
                .getBytes(ISO_8859_1);
    }

    private void send(String station, byte[] frame) {
        append(station, message(station, Trust.ENROLLED, frame));
    }

    private static LogEntry message(String station, Trust trust, byte[] frame) {
        Instant now = Instant.now();
        return new LogEntry(
                EntryKind.AIR,
                station,
                trust,
                ClockState.GOOD,
                now,
                now,
                false,
                station + "/" + UUID.nameUUIDFromBytes(frame),
                "test-gateway",
                "ambient@1",
                null,
                frame);
    }

    private void append(String station, LogEntry entry) {
        log.append(
                Streams.telemetry(station),
                new LogEntry(
                        entry.kind(),
                        station,
                        entry.trust(),
                        entry.clock(),
                        entry.measuredAt(),
                        entry.receivedAt(),
                        entry.replayed(),
                        entry.key(),
                        entry.gateway(),
                        entry.profile(),
                        null,
                        entry.payload()));
    }

    /** Waits for everything before: a message that says nothing is counted behind it. */
    private void awaitDone(String station) {
        int before = count(station);
        send(station, frame("2021", hour, "0", "SB1-RS=1"));
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(10))
                .until(() -> lag(Streams.telemetry(station)) == 0 && count(station) > before);
    }

    private long lag(String stream) {
        String last = jdbc.sql("select last_id from stream_offset where stream = :stream")
                .param("stream", stream)
                .query(String.class)
                .optional()
                .orElse("0-0");
        return log.redis()
                .xrange(stream, Range.from(Range.Boundary.excluding(last), Range.Boundary.unbounded()))
                .size();
    }

    private int count(String station) {
        return jdbc.sql("select coalesce(sum(entries), 0) from device_activity where device_no = :device")
                .param("device", station)
                .query(Integer.class)
                .single();
    }

    private Http.Answer list(@Nullable String station, String more) {
        return officer().get("/api/v1/air-readings?device=" + station + more);
    }

    private Http officer() {
        return Http.withToken(environment, "officer", "OFFICER", "410800");
    }

    private void register(String station) {
        assertThat(Http.asAdministrator(environment)
                        .post("/api/v1/devices", """
                                {"deviceNo": "%s", "kind": "AIR_STATION", "areaCode": "410802"}""".formatted(station))
                        .status())
                .isEqualTo(201);
    }
}
