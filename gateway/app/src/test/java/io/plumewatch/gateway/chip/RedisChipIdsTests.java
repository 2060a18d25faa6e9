package io.plumewatch.gateway.chip;

import static io.plumewatch.gateway.testing.TestGateway.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumewatch.gateway.redis.RedisLinks;
import io.plumewatch.gateway.testing.TestProxy;
import io.plumewatch.gateway.testing.TestRedis;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RedisChipIdsTests {

    private static final String VIN = "LGDCHA1G8MA127733";
    private static final String KEY = "AB".repeat(64);

    @Test
    void keepsAnIdentityForEveryGatewayAndConnectsByItself() {
        try (var redis = new TestRedis();
                var links = new RedisLinks();
                var one = new RedisChipIds(links.to(redis.uri()));
                var other = new RedisChipIds(links.to(redis.uri()))) {
            await(
                    "a connection",
                    () -> assertThat(one.remember(VIN, KEY, "CHIPID0000000001")).succeedsWithin(Duration.ofSeconds(2)));
            await("the identity", () -> assertThat(other.of(VIN, KEY).join()).contains("CHIPID0000000001"));

            assertThat(other.of(VIN, "CD".repeat(64)).join()).as("another key").isEmpty();
            assertThat(other.of("LGDCHA1G8MA127734", KEY).join())
                    .as("another vehicle")
                    .isEmpty();
        }
    }

    @Test
    void takesAnotherConnectionWhenItsServerVanishedWithoutAWord() {
        try (var redis = new TestRedis();
                var links = new RedisLinks();
                var proxy = new TestProxy(redis.server().port());
                var chips = new RedisChipIds(links.to(proxy.redisUri()))) {
            await("a connection", () -> assertThat(chips.of(VIN, KEY).join()).isEmpty());

            proxy.swallow();

            Awaitility.await("another connection")
                    .atMost(Duration.ofSeconds(8))
                    .ignoreExceptions()
                    .until(() -> chips.of(VIN, KEY).join().isEmpty());
        }
    }

    @Test
    void saysWhenNothingIsKnown() {
        try (var links = new RedisLinks();
                var chips = new RedisChipIds(links.to("redis://127.0.0.1:1"))) {
            assertThatThrownBy(() -> chips.of(VIN, KEY).join()).hasCauseInstanceOf(ChipIdsUnavailable.class);
        }
    }
}
