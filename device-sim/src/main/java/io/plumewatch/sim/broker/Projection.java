package io.plumewatch.sim.broker;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads devices from the projection in Redis. The only class here that knows Lettuce. */
final class Projection implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Devices asked for in one command. */
    private static final int AT_ONCE = 500;

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
            return read(deviceNo, redis.hget(ProjectionKeys.DEVICES, deviceNo));
        } catch (RedisException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the version of the registry that the projection shows; empty while there is no projection.
     *
     * @throws RedisException when Redis does not answer
     */
    Optional<String> version() {
        return Optional.ofNullable(connection().sync().get(ProjectionKeys.VERSION));
    }

    /**
     * Returns those of the devices that are there, by their numbers.
     *
     * @throws RedisException when Redis does not answer
     */
    Map<String, ProjectedDevice> devices(List<String> deviceNos) {
        var found = new HashMap<String, ProjectedDevice>();
        for (int from = 0; from < deviceNos.size(); from += AT_ONCE) {
            String[] some = deviceNos
                    .subList(from, Math.min(from + AT_ONCE, deviceNos.size()))
                    .toArray(new String[0]);
            for (KeyValue<String, String> held : connection().sync().hmget(ProjectionKeys.DEVICES, some)) {
                read(held.getKey(), held.getValueOrElse(null))
                        .ifPresent(device -> found.put(device.deviceNo(), device));
            }
        }
        return found;
    }

    /** What has no seal or cannot be read is no device. */
    private Optional<ProjectedDevice> read(String deviceNo, @Nullable String held) {
        try {
            return Optional.ofNullable(held)
                    .flatMap(value -> seal.open(ProjectionKeys.DEVICES, deviceNo, value))
                    .map(json -> JSON.readValue(json, ProjectedDevice.class));
        } catch (JacksonException e) {
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
