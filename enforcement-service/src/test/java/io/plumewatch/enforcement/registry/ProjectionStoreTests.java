package io.plumewatch.enforcement.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.RedisUsers;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the service writes carries its seal, and its user of Redis may write it. */
class ProjectionStoreTests {

    private static final String OLD = "old-projection-key-0123456789abcdef01";
    private static final String NEW = "new-projection-key-0123456789abcdef01";
    private static final Map<String, String> PASSWORDS = Map.of(
            RedisUsers.GATEWAY, "g-secret",
            RedisUsers.SERVICE, "s-secret",
            RedisUsers.BROKER, "b-secret",
            RedisUsers.OPERATOR, "o-secret");

    private final RedisServer server = RedisServer.withUsers(RedisUsers.acl(PASSWORDS));
    private final RedisClient client = RedisClient.create(uri(RedisUsers.OPERATOR));

    @AfterEach
    void stop() {
        client.shutdown();
        server.close();
    }

    @Test
    void sealsEveryValueAndTheVersionAndRewritesThemUnderANewKey() {
        ProjectionStore store = store(OLD);
        assertThat(store.replace("", content(3, "a"))).isTrue();
        assertThat(store.version()).isEqualTo(store.held(3));
        assertThat(store.apply(new ProjectionDelta(4, Map.of(ProjectionKeys.VINS, Map.of("VIN-1", Optional.of("b"))))))
                .isTrue();
        assertThat(opened(OLD, "VIN-1")).contains("b");
        assertThat(opened(OLD, "VIN-2")).contains("a");
        assertThat(opened(NEW, "VIN-1")).isEmpty();
        store.close();

        ProjectionStore after = store(NEW + "," + OLD);
        assertThat(after.version()).isNotEqualTo(after.held(4));
        assertThat(after.replace(after.version(), content(4, "c"))).isTrue();
        assertThat(opened(NEW, "VIN-1")).contains("c");
        assertThat(after.apply(new ProjectionDelta(5, Map.of(ProjectionKeys.VINS, Map.of("VIN-1", Optional.empty())))))
                .isTrue();
        assertThat(after.apply(new ProjectionDelta(9, Map.of())))
                .as("builds on another version")
                .isFalse();
        after.close();
    }

    private ProjectionStore store(String keys) {
        return new ProjectionStore(uri(RedisUsers.SERVICE), keys);
    }

    private static ProjectionRows.Content content(long version, String value) {
        return new ProjectionRows.Content(
                version, Map.of(ProjectionKeys.VINS, new HashMap<>(Map.of("VIN-1", value, "VIN-2", value))));
    }

    private Optional<String> opened(String key, String vin) {
        try (var connection = client.connect()) {
            return Optional.ofNullable(connection.sync().hget(ProjectionKeys.VINS, vin))
                    .flatMap(held -> ProjectionSeal.of(key).open(ProjectionKeys.VINS, vin, held));
        }
    }

    private String uri(String user) {
        return server.uri().replace("redis://", "redis://" + user + ":" + PASSWORDS.get(user) + "@");
    }
}
