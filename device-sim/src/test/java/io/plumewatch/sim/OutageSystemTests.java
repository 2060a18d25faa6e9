package io.plumewatch.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.sim.server.Supervisor;
import io.plumewatch.testing.SilentProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the gateway does while its log or the devices cannot be reached: it stays, holds no more than it is allowed to, and
 * afterwards everything comes in. {@code -Dplumewatch.outage.seconds=300} makes the outages as long as one likes.
 */
@Tag("long")
class OutageSystemTests {

    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("plumewatch.outage.seconds", 30));
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int STORM = Integer.getInteger("plumewatch.storm.clients", 1_000);

    /** What may be on its way to the log when it does not take anything: see the bounds of the listeners. */
    private static final long MOST_HELD_BYTES = 64L << 20;
    /** Half an outage more must not need more. */
    private static final long MOST_GROWTH_BYTES = 12L << 20;

    @TempDir
    static Path folder;

    private static SilentProxy wayToRedis;
    private static TestCity city;

    private interface Deed {
        void run() throws Exception;
    }

    @BeforeAll
    static void start() {
        wayToRedis = new SilentProxy();
        city = TestCity.startIn(folder.resolve("city"), wayToRedis);
    }

    @AfterAll
    static void end() {
        if (city != null) {
            city.close();
        }
        wayToRedis.close();
    }

    @Test
    void everythingComesInAfterRedisHung() throws Exception {
        Supervisor redis = city.processes().server("redis");
        ridesOut("Redis hung", () -> Signal.STOP.to(redis.process()), () -> Signal.CONT.to(redis.process()));
    }

    @Test
    void everythingComesInAfterRedisWasAway() throws Exception {
        Supervisor redis = city.processes().server("redis");
        ridesOut("Redis away", redis::stop, redis::start);
    }

    @Test
    void everythingComesInAfterTheNetworkToRedisWasCut() throws Exception {
        ridesOut("network to Redis cut", wayToRedis::cut, wayToRedis::heal);
    }

    /** What it had taken and not acknowledged dies with it; after its restart it has neither log nor projection. */
    @Test
    void everythingComesInAfterTheGatewayWasKilledWhileRedisWasAway() throws Exception {
        Supervisor redis = city.processes().server("redis");
        Supervisor gateway = city.processes().server("gateway");
        try (Sending load = Sending.startUnit(city, mqttPort())) {
            load.awaitAcknowledged(100);
            redis.stop();
            int known = load.acknowledged();
            try {
                awaitMoment(Instant.now().plus(OUTAGE.dividedBy(2)));
                gateway.kill();
                awaitMoment(Instant.now().plus(OUTAGE.dividedBy(2)));
                // Answers of before the outage may still have been on their way.
                assertThat(load.acknowledged() - known).isLessThan(Sending.PER_SECOND);
            } finally {
                redis.start();
            }
            gateway.awaitAnswer(PATIENCE);
            load.awaitAcknowledged(load.acknowledged() + 50);

            load.finish(PATIENCE);
            assertTookEffect(load);
        }
    }

    @Test
    void unitsThatWereCutOffBringEverythingThemselves() throws Exception {
        try (var way = new SilentProxy().to(mqttPort());
                Sending load = Sending.start(city, way.port())) {
            load.awaitAcknowledged(50);
            way.cut();
            awaitMoment(Instant.now().plus(OUTAGE));
            int before = load.acknowledged();
            way.heal();
            load.awaitAcknowledged(before + 50);

            load.finish(PATIENCE);
            assertTookEffect(load);
        }
    }

    @Test
    void aStormOfLoginsAfterARestartOfTheBrokerIsWeathered() throws Exception {
        try (var storm = LoginStorm.of(city, STORM);
                Sending load = Sending.start(city, mqttPort())) {
            storm.awaitConnected(STORM, PATIENCE);
            load.awaitAcknowledged(50);

            long restarted = System.nanoTime();
            city.processes().restartBroker();
            int before = load.acknowledged();
            storm.awaitConnected(STORM, PATIENCE);
            System.err.printf(
                    Locale.ROOT, "%d clients are back %d ms after the restart began%n", STORM, millisSince(restarted));
            load.awaitAcknowledged(before + 50);
            System.err.printf(Locale.ROOT, "passes are acknowledged again after %d ms%n", millisSince(restarted));

            load.finish(PATIENCE);
            assertTookEffect(load);
        }
    }

    private static void ridesOut(String what, Deed begin, Deed end) throws Exception {
        try (Sending load = Sending.start(city, mqttPort())) {
            load.awaitAcknowledged(100);
            ProcessHandle gateway = city.processes().server("gateway").process();
            long before = JavaHeap.usedBytes(gateway);
            int known = load.acknowledged();
            begin.run();
            long half;
            long late;
            try {
                awaitMoment(Instant.now().plus(OUTAGE.dividedBy(2)));
                half = JavaHeap.usedBytes(gateway);
                awaitMoment(Instant.now().plus(OUTAGE.dividedBy(2)));
                late = JavaHeap.usedBytes(gateway);
            } finally {
                end.run();
            }
            assertThat(gateway.isAlive()).isTrue();
            int during = load.acknowledged() - known;
            load.awaitAcknowledged(load.acknowledged() + 50);
            load.finish(PATIENCE);
            assertTookEffect(load);
            long after = JavaHeap.usedBytes(gateway);

            System.err.printf(
                    Locale.ROOT,
                    "%s for %d s: heap before %,d, half %,d, end %,d, after %,d; %d of %d passes acknowledged meanwhile%n",
                    what,
                    OUTAGE.toSeconds(),
                    before,
                    half,
                    late,
                    after,
                    during,
                    load.passes());
            assertThat(late - before).isLessThan(MOST_HELD_BYTES);
            assertThat(late - half).isLessThan(MOST_GROWTH_BYTES);
            assertThat(after - before).isLessThan(MOST_GROWTH_BYTES);
        }
    }

    /** What was sent is acknowledged, and what is acknowledged is recorded, each pass once. */
    private static void assertTookEffect(Sending load) {
        assertThat(load.refused()).isEmpty();
        assertThat((long) load.acknowledged()).isEqualTo(load.passes());
        Eventually.within().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(city.number("select count(*) from pass where device_no = ?", load.unitNo()))
                    .isEqualTo(load.passes());
            assertThat(city.number(
                            "select coalesce(sum(entries), 0) from device_activity where kind = 'OBD' and device_no = ?",
                            load.vin()))
                    .isGreaterThanOrEqualTo(load.frames());
        });
    }

    private static int mqttPort() {
        return URI.create(city.mqttUrl()).getPort();
    }

    private static void awaitMoment(Instant moment) {
        Eventually.within()
                .atMost(OUTAGE.plusSeconds(60))
                .until(() -> Instant.now().isAfter(moment));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
