package io.plumewatch.sim.broker;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads devices from the projection in Redis. The only class here that knows Lettuce. */
final class Projection implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ProjectionSeal seal;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    /** Reads the projection of a Redis; with a key only what the service sealed with it. */
    Projection(String redisUri, String key) {
        seal = ProjectionSeal.of(key);
        RedisURI uri = RedisURI.create(redisUri);
        uri.setTimeout(Duration.ofSeconds(2));
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    /** Returns the device; empty also while the projection is not there, for then nobody may be judged. */
    Optional<ProjectedDevice> device(String deviceNo) {
        try {
            var redis = connection().sync();
            if (redis.exists(ProjectionKeys.VERSION) == 0) {
                return Optional.empty();
            }
            return Optional.ofNullable(redis.hget(ProjectionKeys.DEVICES, deviceNo))
                    .flatMap(held -> seal.open(ProjectionKeys.DEVICES, deviceNo, held))
                    .map(json -> JSON.readValue(json, ProjectedDevice.class));
        } catch (RedisException | JacksonException e) {
            return Optional.empty();
        }
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        StatefulRedisConnection<String, String> current = connection;
        if (current == null) {
            current = client.connect();
            connection = current;
        }
        return current;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
