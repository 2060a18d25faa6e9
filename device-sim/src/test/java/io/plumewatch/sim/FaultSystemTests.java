package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.server.Supervisor;
import io.plumewatch.wire.rs.RsAck;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What happens to a city whose database is away, comes back older, or is shared by instances that die and hang. Outages are
 * compressed: {@code -Dplumewatch.fault.seconds} makes them as long as one likes.
 */
@Tag("long")
class FaultSystemTests {

    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("plumewatch.fault.seconds", 20));
    /** Until a program is up again on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static TestCity city;

    @BeforeAll
    static void start() {
        city = TestCity.startIn(folder.resolve("city"));
    }

    @AfterAll
    static void end() {
        if (city != null) {
            city.close();
        }
    }

    @Test
    void everythingComesInOnceAfterTheDatabaseWasAway() throws Exception {
        try (Roadside site = Roadside.open(city);
                Load load = Load.start(site, site.truck())) {
            load.awaitAcknowledged(20);
            Supervisor database = city.processes().server("postgresql");
            database.stop();
            long before = load.acknowledged();
            Instant back = Instant.now().plus(OUTAGE);
            // A board that gets this says that the service does not answer.
            Eventually.holds(() ->
                    assertThat(city.crew().get("/api/v1/alerts/delay").status()).isEqualTo(503));
            awaitMoment(back);
            assertThat(load.acknowledged())
                    .as("the gateway goes on without a database")
                    .isGreaterThan(before + OUTAGE.toSeconds());
            database.start();
            load.stop();

            assertTookEffectOnce(site, load);
            Eventually.holds(() -> assertThat(
                            city.crew().get("/api/v1/alerts/delay").ok().path("delayed"))
                    .isEqualTo(JsonNodeFactory.instance.booleanNode(false)));
        }
    }

    /** As when its machine loses power: the connections are warm, and transactions are under way. */
    @Test
    void nothingIsParkedWhenTheDatabaseIsKilledUnderLoad() throws Exception {
        try (Roadside site = Roadside.open(city);
                Load load = Load.start(site, site.truck())) {
            Supervisor database = city.processes().server("postgresql");
            for (int n = 1; n <= 3; n++) {
                load.awaitAcknowledged(load.acknowledged() + 50);
                database.kill();
                database.awaitAnswer(PATIENCE);
            }
            load.awaitAcknowledged(load.acknowledged() + 20);
            load.stop();

            assertTookEffectOnce(site, load);
            assertThat(city.number("select count(*) from rejected_entry where device = ?", site.deviceNo()))
                    .isZero();
        }
    }

    @Test
    void aRestoredDatabaseNumbersNothingThatPoliceHold() throws Exception {
        try (Roadside site = Roadside.open(city)) {
            Truck truck = site.truck();
            Path backup = folder.resolve("backup");
            Supervisor database = city.processes().server("postgresql");
            Path data = city.processes().folder().path().resolve("postgresql").resolve("data");
            database.stop();
            copy(data, backup);
            database.start();
            Eventually.holds(
                    () -> assertThat(city.admin().get("/api/v1/issuer-epochs").status())
                            .isEqualTo(200));
            String caseId = exceedances(site, truck);
            confirm(caseId);
            String held = referralOf(truck);

            Supervisor service = city.processes().server("enforcement");
            service.stop();
            database.stop();
            delete(data);
            Files.move(backup, data);
            database.start();
            service.start();
            awaitService();
            String again = city.awaitCase(
                            truck, found -> found.path("evidenceComplete").asBoolean())
                    .required("caseId")
                    .asString();
            review(again, 0).ok();
            Caller.Answer last = review(again, 1);
            assertThat(last.status()).as(last.toString()).isEqualTo(409);
            assertThat(last.toString()).contains("ISSUER_HELD");
            assertThat(city.stranger().get("/actuator/health").status()).isEqualTo(503);

            city.admin()
                    .post("/api/v1/issuer-epochs", Map.of("reason", "restored the backup of last night"))
                    .ok();
            review(again, 1).ok();
            String fresh = referralOf(truck);
            assertThat(fresh).isNotEqualTo(held).contains("-410800-2-");
            assertThat(city.stranger().get("/actuator/health").status()).isEqualTo(200);
        }
    }

    @Test
    void twoInstancesShareTheLogAndNeitherADeadNorAHungOneStopsIt() throws Exception {
        Supervisor other = city.processes().startAnotherEnforcement(freePort());
        try (Roadside site = Roadside.open(city);
                Load load = Load.start(site, site.truck())) {
            load.awaitAcknowledged(50);
            Supervisor one = city.processes().server("enforcement");
            for (Supervisor each : List.of(other, one, other)) {
                each.kill();
                each.awaitAnswer(PATIENCE);
                load.awaitAcknowledged(load.acknowledged() + 20);
            }
            for (int n = 0; n < 2; n++) {
                ProcessHandle stopped = other.process();
                Signal.STOP.to(stopped);
                awaitMoment(Instant.now().plusSeconds(7));
                Signal.CONT.to(stopped);
                load.awaitAcknowledged(load.acknowledged() + 20);
            }
            load.stop();

            assertTookEffectOnce(site, load);
            assertThat(longestPause(site)).isLessThan(LONGEST_PAUSE);
        } finally {
            other.stop();
        }
    }

    private static void awaitMoment(Instant moment) {
        Eventually.within()
                .atMost(OUTAGE.plusSeconds(60))
                .until(() -> Instant.now().isAfter(moment));
    }

    /** Health says DOWN while no referral may be issued: everything else serves. */
    private static void awaitService() {
        Eventually.within()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> city.admin().get("/api/v1/issuer-epochs").status() == 200);
    }

    /** What is acknowledged is recorded, and counted once. */
    private static void assertTookEffectOnce(Roadside site, Load load) {
        Eventually.within().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(city.number("select count(*) from pass where device_no = ?", site.deviceNo()))
                    .isEqualTo(load.acknowledged());
            assertThat(city.number(
                            "select sum(entries) from device_activity where kind = 'PASS' and device_no = ?",
                            site.deviceNo()))
                    .isEqualTo(load.acknowledged());
        });
    }

    private static Duration longestPause(Roadside site) throws SQLException {
        return Duration.ofMillis(city.number("""
                select coalesce(max(pause), 0)::bigint
                  from (select extract(epoch from recorded_at - lag(recorded_at) over (order by recorded_at)) * 1000 as pause
                          from pass where device_no = ?) pauses
                """, site.deviceNo()));
    }

    private static String exceedances(Roadside site, Truck truck) throws MqttException {
        Instant now = Instant.now();
        Instant before = now.minus(Duration.ofDays(3));
        site.calibrate(before);
        site.calibrate(now);
        PassDraft first = PassDraft.of(truck, before)
                .opacity(41.5)
                .photos(site.store(Photo.take(), Photo.take()))
                .replayed();
        PassDraft second = PassDraft.of(truck, now).opacity(34.1).photos(site.store(Photo.take(), Photo.take()));
        for (PassDraft each : List.of(first, second)) {
            assertThat(site.send(each).outcome()).isEqualTo(RsAck.Outcome.STORED);
        }
        return city.awaitCase(truck, found -> found.path("evidenceComplete").asBoolean())
                .required("caseId")
                .asString();
    }

    private static void confirm(String caseId) {
        review(caseId, 0).ok();
        review(caseId, 1).ok();
    }

    private static Caller.Answer review(String caseId, int officer) {
        return city.officer(officer)
                .post(
                        "/api/v1/cases/" + caseId + "/reviews",
                        Map.of(
                                "decision",
                                "CONFIRM",
                                "reason",
                                "照片与数据一致",
                                "version",
                                city.caseNow(caseId).required("version").asLong()));
    }

    /** Reads from the start of the feed, as police do whose cursor is from before a restore. */
    private static String referralOf(Truck truck) {
        return Eventually.get(
                "the referral",
                () -> city.police()
                        .get("/api/v1/police/referrals?limit=1000")
                        .ok()
                        .required("items")
                        .valueStream()
                        .filter(item ->
                                item.path("plate").path("number").asString().equals(truck.number()))
                        .map(item -> item.required("referralNo").asString())
                        .findFirst());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
