package io.plumewatch.gateway.projection;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestRedis;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Who can write to Redis can enrol nobody. */
class SealedProjectionTests {

    private static final String KEY = "projection-key-0123456789abcdef012345";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestRedis redis = new TestRedis();
    private final RedisLinks links = new RedisLinks();
    private final ProjectionSeal seal = ProjectionSeal.of(KEY);
    private final RedisDevices devices =
            new RedisDevices(new ProjectionSettings(Duration.ofMillis(100), 100, KEY), links.to(redis.uri()));

    @BeforeEach
    void start() {
        devices.start();
    }

    @AfterEach
    void stop() {
        devices.close();
        links.close();
        redis.close();
    }

    @Test
    void knowsWhatTheServiceSealedAndNobodyElse() {
        put(ProjectionKeys.VERSION, "", "7");
        await("the projection", () -> assertThat(devices.present()).isTrue());
        put(ProjectionKeys.DEVICES, "CAM-1", JSON.writeValueAsString(camera("CAM-1")));
        put(ProjectionKeys.SECRETS, TestRedis.sha256("secret-CAM-1"), "CAM-1");

        assertThat(now(devices.bySecret(TestRedis.sha256("secret-CAM-1")))).contains(camera("CAM-1"));
        assertThat(devices.unverified()).isZero();

        redis.commands().hset(ProjectionKeys.DEVICES, "GHOST", JSON.writeValueAsBytes(camera("GHOST")));
        byte[] other = redis.commands().hget(ProjectionKeys.DEVICES, "CAM-1");
        redis.commands().hset(ProjectionKeys.DEVICES, "CAM-2", other);
        assertThat(now(devices.byNumber("GHOST"))).isEmpty();
        assertThat(now(devices.byNumber("CAM-2"))).isEmpty();
        assertThat(devices.unverified()).isEqualTo(2);
        assertThat(devices.tampered()).isTrue();
        assertThat(now(devices.byNumber("CAM-3"))).as("nobody put it there").isEmpty();
        assertThat(devices.unverified()).isEqualTo(2);
    }

    @Test
    void judgesNobodyByAProjectionWithAnotherKey() {
        redis.register("CAM-1", "CAMERA");

        assertThat(devices.byNumber("CAM-1")).failsWithin(Duration.ofSeconds(5));
        assertThat(devices.present()).isFalse();

        put(ProjectionKeys.VERSION, "", "8");
        await("the projection", () -> assertThat(devices.present()).isTrue());
    }

    private void put(String hash, String field, String value) {
        byte[] sealed = seal.seal(hash, field, value, 7).getBytes(UTF_8);
        if (field.isEmpty()) {
            redis.commands().set(hash, sealed);
        } else {
            redis.commands().hset(hash, field, sealed);
        }
    }

    private static ProjectedDevice camera(String number) {
        return new ProjectedDevice(
                number, "CAMERA", "410800", true, TestRedis.sha256("secret-" + number), "SITE-1", null, null);
    }

    private static <T> Optional<T> now(CompletableFuture<Optional<T>> answer) {
        return answer.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
