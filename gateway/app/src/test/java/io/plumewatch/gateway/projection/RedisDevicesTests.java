package io.plumewatch.gateway.projection;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestProxy;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisDevicesTests {

    private static final String VIN = "LGDCHA1G8MA127733";

    private final TestRedis redis = new TestRedis();
    private final RedisLinks links = new RedisLinks();
    private final RedisDevices devices =
            new RedisDevices(new ProjectionSettings(Duration.ofMillis(100), 100, ""), links.to(redis.uri()));

    @BeforeEach
    void start() {
        redis.register(terminal(true));
        devices.start();
        await("the projection", () -> assertThat(devices.present()).isTrue());
    }

    @AfterEach
    void stop() {
        devices.close();
        links.close();
        redis.close();
    }

    @Test
    void findsADeviceByNumberVinAndSecret() {
        assertThat(now(devices.byNumber("OBD-1"))).contains(terminal(true));
        assertThat(now(devices.byVin(VIN))).contains(terminal(true).withoutSecret());
        assertThat(now(devices.bySecret(TestRedis.sha256("secret")))).contains(terminal(true));
    }

    @Test
    void knowsADeviceAsSoonAsItIsRegistered() {
        assertThat(now(devices.byNumber("RS-0002"))).isEmpty();

        redis.register("RS-0002", "RS_FIXED");

        assertThat(now(devices.byNumber("RS-0002"))).isPresent();
    }

    /** Whatever a device was found by before: what a secret is compared with is never the one that was cached without it. */
    @Test
    void tellsTheSecretToThoseAloneWhoCompareIt() {
        String secret = TestRedis.sha256("secret");
        for (int round = 0; round < 2; round++) {
            assertThat(now(devices.byVin(VIN)))
                    .map(ProjectedDevice::secretSha256)
                    .contains("");
            assertThat(now(devices.bySecret(secret)))
                    .map(ProjectedDevice::secretSha256)
                    .contains(secret);
            assertThat(now(devices.byNumber("OBD-1")))
                    .map(ProjectedDevice::secretSha256)
                    .contains(secret);
        }
        assertThat(now(devices.bySecret(""))).isEmpty();
    }

    /** As after a power cut: all of them at once, some twice. */
    @Test
    void asksForManyDevicesInFewCommands() {
        for (int number = 0; number < 300; number++) {
            redis.register(new ProjectedDevice(
                    "OBD-" + number, "OBD_TERMINAL", "410800", true, "secret" + number, null, vin(number), "iccid"));
        }
        double before = commands("hget") + commands("hmget");

        var answers = IntStream.range(0, 600)
                .mapToObj(number -> devices.byVin(vin(number % 300)))
                .toList();

        for (int number = 0; number < 600; number++) {
            assertThat(now(answers.get(number))).map(ProjectedDevice::deviceNo).contains("OBD-" + number % 300);
        }
        assertThat(commands("hget") + commands("hmget") - before).isLessThan(60);
    }

    @Test
    void failsAllWhoWaitWhenRedisIsGone() {
        redis.server().kill();

        var answers = IntStream.range(0, 10)
                .mapToObj(number -> devices.byVin(vin(number)))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .failsWithin(Duration.ofSeconds(5))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(ProjectionUnavailable.class));
    }

    private static String vin(int number) {
        return String.format(Locale.ROOT, "LSTRM0000%08d", number);
    }

    private double commands(String name) {
        return redis.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + name + ":calls="))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }

    @Test
    void followsASuspension() {
        assertThat(now(devices.byVin(VIN))).contains(terminal(true).withoutSecret());

        redis.register(terminal(false));

        await(
                "the suspension",
                () -> assertThat(now(devices.byVin(VIN)))
                        .contains(terminal(false).withoutSecret()));
    }

    /** What is cached under its number may be older than the VIN's entry, and would then be cached as new. */
    @Test
    void readsADeviceAfreshThatIsAskedForByAnotherKey() {
        var seldom = new ProjectionSettings(Duration.ofMinutes(1), 100, "");
        try (var slow = new RedisDevices(seldom, links.to(redis.uri()))) {
            slow.start();
            await("the projection", () -> assertThat(slow.present()).isTrue());
            assertThat(now(slow.byNumber("OBD-1"))).contains(terminal(true));

            redis.register(terminal(false));

            assertThat(now(slow.byVin(VIN))).contains(terminal(false).withoutSecret());
        }
    }

    @Test
    void judgesNobodyWithoutAVersion() {
        redis.commands().del(ProjectionKeys.VERSION);

        assertThat(devices.byNumber("RS-NONE")).failsWithin(Duration.ofSeconds(5));
        await("the loss", () -> assertThat(devices.present()).isFalse());
        assertThat(devices.whenPresent()).isNotDone();
        assertThat(devices.byNumber("OBD-1")).failsWithin(Duration.ofSeconds(5));
    }

    /** The value may have been looked for before there was a projection. */
    @Test
    void callsNobodyUnknownWhileTheProjectionIsBeingBuilt() {
        byte[] version = {'7'};
        assertThatThrownBy(() -> RedisDevices.found(null, null, version)).isInstanceOf(ProjectionUnavailable.class);
        assertThat(RedisDevices.found(null, version, version)).isEmpty();
    }

    @Test
    void takesAnotherConnectionWhenItsServerVanishedWithoutAWord() {
        try (var proxy = new TestProxy(redis.server().port());
                var behind = new RedisDevices(
                        new ProjectionSettings(Duration.ofMillis(100), 100, ""), links.to(proxy.redisUri()))) {
            behind.start();
            await("the projection", () -> assertThat(behind.present()).isTrue());

            proxy.swallow();

            Awaitility.await("a device that is not cached")
                    .atMost(Duration.ofSeconds(8))
                    .ignoreExceptions()
                    .until(() -> now(behind.byNumber("OBD-1")).isPresent());
        }
    }

    @Test
    void judgesNobodyByWhatItCachedLongAgo() {
        assertThat(now(devices.byNumber("OBD-1"))).isPresent();

        redis.server().kill();

        await("three looks", () -> assertThat(devices.present()).isFalse());
        redis.server().restart();
        await("the projection", () -> assertThat(devices.present()).isTrue());
    }

    private static ProjectedDevice terminal(boolean active) {
        return new ProjectedDevice(
                "OBD-1", "OBD_TERMINAL", "410800", active, TestRedis.sha256("secret"), null, VIN, "iccid");
    }

    private static <T> Optional<T> now(CompletableFuture<Optional<T>> answer) {
        return answer.orTimeout(5, java.util.concurrent.TimeUnit.SECONDS).join();
    }
}
