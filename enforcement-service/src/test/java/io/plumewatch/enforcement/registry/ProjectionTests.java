package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.plumewatch.enforcement.access.Secrets;
import io.plumewatch.enforcement.testing.EnforcementTest;
import io.plumewatch.enforcement.testing.Http;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Gateways and broker know of a device or token when the request has answered, and again after Redis lost all. */
@EnforcementTest
class ProjectionTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Environment environment;

    @Autowired
    RedisServer server;

    @Value("${plumewatch.redis.uri}")
    String redisUri;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final String deviceNo = "PR-" + suffix;
    private RedisClient client;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void connect() {
        client = RedisClient.create(redisUri);
        redis = client.connect().sync();
    }

    @AfterEach
    void disconnect() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void holdsADeviceWhenItsRegistrationHasAnswered() {
        String vin = "LGD" + suffix.replaceAll("[^0-9]", "0") + "MA1277".substring(0, 6);
        String secret = admin().post("/api/v1/devices", device("ACTIVE", vin)).at("/secret");

        assertThat(projected())
                .isEqualTo(new ProjectedDevice(
                        deviceNo, "OBD_TERMINAL", "410800", true, Secrets.sha256(secret), null, vin, null));
        assertThat(redis.hget(ProjectionKeys.SECRETS, Secrets.sha256(secret))).isEqualTo(deviceNo);
        assertThat(redis.hget(ProjectionKeys.VINS, vin)).isEqualTo(deviceNo);

        admin().post("/api/v1/devices", device("SUSPENDED", vin));
        assertThat(projected().active()).isFalse();
        assertThat(redis.hexists(ProjectionKeys.VINS, vin)).isFalse();
    }

    @Test
    void findsAnAirStationByItsMnOrElseByItsNumber() {
        String mn = "JLYP01_AIR01_" + suffix;
        String secret = admin().post("/api/v1/devices", station("ACTIVE", ", \"mn\": \"" + mn + "\""))
                .at("/secret");

        assertThat(projected())
                .isEqualTo(new ProjectedDevice(
                        deviceNo,
                        "AIR_STATION",
                        "410800",
                        true,
                        Secrets.sha256(secret),
                        null,
                        null,
                        null,
                        null,
                        "roadside@1",
                        mn,
                        Secrets.sha256(mn + ":123456")));
        assertThat(redis.hget(ProjectionKeys.MNS, mn)).isEqualTo(deviceNo);
        assertThat(redis.hexists(ProjectionKeys.MNS, deviceNo)).isFalse();

        admin().post("/api/v1/devices", station("ACTIVE", ""));
        assertThat(redis.hexists(ProjectionKeys.MNS, mn)).isFalse();
        assertThat(redis.hget(ProjectionKeys.MNS, deviceNo)).isEqualTo(deviceNo);

        admin().post("/api/v1/devices", station("SUSPENDED", ""));
        assertThat(redis.hexists(ProjectionKeys.MNS, deviceNo)).isFalse();
    }

    @Test
    void forgetsTheOldSecretWhenItIsRotated() {
        String before = admin().post("/api/v1/devices", device("ACTIVE", null)).at("/secret");
        String after = admin().post("/api/v1/devices/" + deviceNo + "/rotate-secret", "")
                .at("/secret");

        assertThat(redis.hexists(ProjectionKeys.SECRETS, Secrets.sha256(before)))
                .isFalse();
        assertThat(redis.hget(ProjectionKeys.SECRETS, Secrets.sha256(after))).isEqualTo(deviceNo);
        assertThat(projected().secretSha256()).isEqualTo(Secrets.sha256(after));
    }

    @Test
    void holdsATokenUntilItIsRevoked() {
        Http.Answer made = admin().post("/api/v1/tokens", """
                {"person": "crew %s", "roles": ["CREW", "OFFICER"], "areaCodes": ["410800"]}""".formatted(suffix));
        String sha256 = Secrets.sha256(made.at("/token"));

        assertThat(JSON.readValue(redis.hget(ProjectionKeys.TOKENS, sha256), ProjectedToken.class))
                .isEqualTo(new ProjectedToken("crew " + suffix, List.of("CREW", "OFFICER"), List.of("410800")));

        admin().delete("/api/v1/tokens/" + made.at("/tokenId"));
        assertThat(redis.hexists(ProjectionKeys.TOKENS, sha256)).isFalse();
    }

    @Test
    void isRebuiltWholeAfterRedisLostIt() {
        admin().post("/api/v1/devices", station("ACTIVE", ""));
        Map<String, String> devices = redis.hgetall(ProjectionKeys.DEVICES);
        String version = redis.get(ProjectionKeys.VERSION);

        redis.flushall();

        awaitVersion(version);
        assertThat(redis.hgetall(ProjectionKeys.DEVICES)).isEqualTo(devices);
        assertThat(redis.ttl(ProjectionKeys.DEVICES)).isEqualTo(-1);
        assertThat(redis.hget(ProjectionKeys.MNS, deviceNo)).isEqualTo(deviceNo);
        assertThat(redis.hlen(ProjectionKeys.TOKENS)).isPositive();
    }

    @Test
    void isRebuiltWhenItIsBehindOrAheadOfTheDatabase() {
        admin().post("/api/v1/devices", device("ACTIVE", null));
        String version = redis.get(ProjectionKeys.VERSION);

        for (String wrong : List.of("1", "999999999", "nonsense")) {
            redis.hset(ProjectionKeys.DEVICES, "ghost", "{}");
            redis.set(ProjectionKeys.VERSION, wrong);
            awaitVersion(version);
            assertThat(redis.hexists(ProjectionKeys.DEVICES, "ghost")).as(wrong).isFalse();
        }
    }

    @Test
    void staysCompleteWhenManyRegisterAtOnce() {
        List<String> numbers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> "M" + i + "-" + suffix)
                .peek(number -> admin().post("/api/v1/devices", """
                        {"deviceNo": "%s", "kind": "CAMERA", "areaCode": "410800"}""".formatted(number)))
                .toList();

        assertThat(redis.hgetall(ProjectionKeys.DEVICES).keySet()).containsAll(numbers);
    }

    @Test
    void registersNoDeviceThatCouldNotConnectAtOnce() {
        server.kill();
        try {
            Http.Answer away = admin().post("/api/v1/devices", device("ACTIVE", null));
            assertThat(away.status()).as(away.body()).isEqualTo(503);
            assertThat(away.at("/code")).isEqualTo("PROJECTION_UNAVAILABLE");
            assertThat(away.header("Retry-After")).isNotEmpty();
        } finally {
            server.restart();
        }
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(admin().post("/api/v1/devices", device("ACTIVE", null))
                                .at("/secret"))
                        .isNotEmpty());
        assertThat(projected().active()).isTrue();
    }

    private void awaitVersion(String version) {
        await("the projection at version " + version)
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(redis.get(ProjectionKeys.VERSION)).isEqualTo(version));
    }

    private ProjectedDevice projected() {
        return JSON.readValue(redis.hget(ProjectionKeys.DEVICES, deviceNo), ProjectedDevice.class);
    }

    private String device(String state, @Nullable String vin) {
        return """
                {"deviceNo": "%s", "kind": "OBD_TERMINAL", "areaCode": "410800", "state": "%s"%s}""".formatted(deviceNo, state, vin == null ? "" : ", \"vin\": \"" + vin + "\"");
    }

    private String station(String state, String mn) {
        return """
                {"deviceNo": "%s", "kind": "AIR_STATION", "areaCode": "410800", "state": "%s", "profile": "roadside@1",
                 "password": "123456"%s}""".formatted(deviceNo, state, mn);
    }

    private Http admin() {
        return Http.asAdministrator(environment);
    }
}
