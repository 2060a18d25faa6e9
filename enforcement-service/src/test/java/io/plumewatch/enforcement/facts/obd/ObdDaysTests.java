package io.plumewatch.enforcement.facts.obd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.enforcement.testing.TestLog;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Streams;
import io.plumewatch.wire.log.Trust;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the log to what an officer sees of a vehicle's terminal. */
@EnforcementTest
class ObdDaysTests {

    private static final AtomicInteger NEXT = new AtomicInteger(10_000);

    @Autowired
    Environment environment;

    @Autowired
    RedisServer redis;

    @Autowired
    ObdClosing closing;

    @Autowired
    JdbcClient jdbc;

    private final int id = NEXT.incrementAndGet();
    private final String plate = "豫Y" + id;
    private final Terminal terminal = new Terminal(String.format(Locale.ROOT, "LSTTEST00000%05d", id), Trust.ENROLLED);
    private TestLog log;

    @BeforeEach
    void setUp() {
        log = new TestLog(redis.uri());
        Http.Answer answer =
                Http.asAdministrator(environment).post("/api/v1/vehicles", """
                {"plate": {"number": "%s", "type": "01", "color": "YELLOW"}, "fuel": "B", "vehicleType": "H11",
                 "areaCode": "410802", "vin": "%s"}""".formatted(plate, terminal.vin()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void showsADayOnceHoweverOftenItsPacketsCome() {
        Instant noon = noon(1);
        for (int round = 0; round < 2; round++) {
            telemetry(terminal.login(noon));
            for (int i = 5; i >= 0; i--) {
                telemetry(terminal.live(noon.plusSeconds(10 * i), 10, 1 + i));
            }
        }
        telemetry(terminal.logout(noon.plusSeconds(59)));

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(days().at("/items/0/logouts")).isEqualTo("1"));
        Http.Answer days = days();
        assertThat(days.at("/items/0/receivedBlocks")).isEqualTo("60");
        assertThat(days.at("/items/0/expectedBlocks")).isEqualTo("60");
        assertThat(days.at("/items/0/onlineRate")).isEqualTo("1.0");
        assertThat(days.at("/items/0/logins")).isEqualTo("1");
        assertThat(days.at("/items/0/day")).isEqualTo(Rulebook.lawDay(noon).toString());
        assertThat(days.json().at("/items").size()).isOne();
    }

    @Test
    void keepsTheFiguresOfAClosedDayAndForgetsItsSeconds() {
        Instant noon = noon(12);
        telemetry(terminal.live(noon, 10, 1));
        telemetry(terminal.logout(noon.plusSeconds(19)));
        LocalDate day = Rulebook.lawDay(noon);
        String query = "?from=" + day + "&to=" + day;
        await().dontCatchUncaughtExceptions()
                .untilAsserted(
                        () -> assertThat(days(query).at("/items/0/logouts")).isEqualTo("1"));
        String open = days(query).body();

        closing.close();

        assertThat(slots()).isZero();
        assertThat(days(query).body()).isEqualTo(open);
    }

    @Test
    void isForOfficersOfTheArea() {
        assertThat(Http.withToken(environment, "officer elsewhere", "OFFICER", "410200")
                        .get(path("obd"))
                        .status())
                .isEqualTo(404);
        assertThat(Http.withToken(environment, "crew", "CREW", "410800")
                        .get(path("obd"))
                        .status())
                .isEqualTo(403);
        assertThat(days("?from=2026-02-01&to=2026-01-01").at("/errors/0/field")).isEqualTo("from");
        assertThat(days("?from=soon").status()).isEqualTo(400);
    }

    @Test
    void putsAlarmsOfTamperingOnTheTimelineOnceEach() {
        Instant noon = noon(1);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 3; i++) {
                log.append(Streams.EVIDENCE, terminal.tamper(noon.plusSeconds(60 * i), i + 1));
            }
        }
        log.append(Streams.EVIDENCE, terminal.tamper(noon.plusSeconds(3_600), 9));
        log.append(Streams.EVIDENCE, new Terminal(terminal.vin(), Trust.CLAIMED).tamper(noon.plusSeconds(7_200), 10));

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(rejected()).isOne());
        Http.Answer timeline = officer().get(path("timeline"));
        assertThat(timeline.json().at("/items").findValuesAsString("kind")).containsExactly("OBD_TAMPER", "OBD_TAMPER");
        assertThat(timeline.at("/items/0/tampering/alarms")).isEqualTo("3");
        assertThat(timeline.at("/items/0/tampering/longitude")).isEqualTo("113.25");
        assertThat(timeline.at("/items/1/tampering/alarms")).isEqualTo("1");
    }

    @Test
    void rejectsWhatIsNoFrame() {
        log.append(
                Streams.telemetry(terminal.vin()),
                TestLog.entry(EntryKind.OBD, terminal.vin(), terminal.vin() + "/x", Instant.now(), new byte[40]));

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(rejected()).isOne());
    }

    private static Instant noon(int daysAgo) {
        return Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(daysAgo, ChronoUnit.DAYS)
                .plus(Duration.ofHours(4));
    }

    private void telemetry(LogEntry entry) {
        log.append(Streams.telemetry(entry.device()), entry);
    }

    private Http.Answer days() {
        return days("");
    }

    private Http.Answer days(String query) {
        return officer().get(path("obd") + query);
    }

    private String path(String what) {
        return "/api/v1/vehicles/" + URLEncoder.encode(plate, StandardCharsets.UTF_8) + "/01/" + what;
    }

    private Http officer() {
        return Http.withToken(environment, "officer", "OFFICER", "410800");
    }

    private int slots() {
        return count("select count(*) from obd_slot where vin = :vin");
    }

    private int rejected() {
        return count("select count(*) from rejected_entry where device = :vin");
    }

    private int count(String sql) {
        return jdbc.sql(sql).param("vin", terminal.vin()).query(Integer.class).single();
    }
}
