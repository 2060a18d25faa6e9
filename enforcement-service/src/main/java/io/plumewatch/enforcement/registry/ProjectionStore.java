package io.plumewatch.enforcement.registry;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.plumewatch.wire.projection.ProjectionKeys;
import io.plumewatch.wire.projection.ProjectionSeal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The projection in Redis. The only class of the registry that knows Lettuce; used by one thread. */
@Component
class ProjectionStore {

    private static final List<String> HASHES = List.of(
            ProjectionKeys.DEVICES,
            ProjectionKeys.SECRETS,
            ProjectionKeys.VINS,
            ProjectionKeys.MNS,
            ProjectionKeys.TOKENS);

    /** Applies fields to hashes if the version is the one expected; ARGV: expected, new, then hash, field, value. */
    private static final String APPLY = """
            if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            for i = 3, #ARGV, 4 do
              local hash = KEYS[tonumber(ARGV[i])]
              if ARGV[i + 1] == 'put' then
                redis.call('HSET', hash, ARGV[i + 2], ARGV[i + 3])
              else
                redis.call('HDEL', hash, ARGV[i + 2])
              end
            end
            redis.call('SET', KEYS[1], ARGV[2])
            return 1
            """;

    /** Puts prepared hashes in the place of the present ones if the version is the one expected. */
    private static final String REPLACE = """
            if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            for i = 2, #KEYS, 2 do
              if redis.call('EXISTS', KEYS[i + 1]) == 1 then
                redis.call('RENAME', KEYS[i + 1], KEYS[i])
                redis.call('PERSIST', KEYS[i])
              else
                redis.call('DEL', KEYS[i])
              end
            end
            redis.call('SET', KEYS[1], ARGV[2])
            return 1
            """;

    private static final int CHUNK = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Prepared hashes that a dead instance left behind vanish by themselves. */
    private static final Duration PREPARED_FOR = Duration.ofMinutes(5);

    private final ProjectionSeal seal;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    ProjectionStore(
            @Value("${plumewatch.redis.uri}") String uri, @Value("${plumewatch.registry.projection-key}") String keys) {
        this.seal = ProjectionSeal.of(keys);
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(TIMEOUT);
        this.client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    /** Returns the version as Redis holds it; empty when it holds none. */
    String version() {
        return Objects.requireNonNullElse(redis().get(ProjectionKeys.VERSION), "");
    }

    /** Returns how Redis holds a version that we wrote. */
    String held(long version) {
        return seal.seal(ProjectionKeys.VERSION, "", Long.toString(version), version);
    }

    /** Applies a change to the version before it; false if Redis holds another version. */
    boolean apply(ProjectionDelta delta) {
        List<String> arguments = new ArrayList<>();
        arguments.add(held(delta.version() - 1));
        arguments.add(held(delta.version()));
        delta.changes()
                .forEach((hash, fields) -> fields.forEach((field, value) -> {
                    arguments.add(Integer.toString(HASHES.indexOf(hash) + 2));
                    arguments.add(value.isPresent() ? "put" : "remove");
                    arguments.add(field);
                    arguments.add(value.map(text -> seal.seal(hash, field, text, delta.version()))
                            .orElse(""));
                }));
        List<String> keys = new ArrayList<>(List.of(ProjectionKeys.VERSION));
        keys.addAll(HASHES);
        return run(APPLY, keys, arguments);
    }

    /** Replaces everything in one step; false if Redis does not hold the expected version any more. */
    boolean replace(String expected, ProjectionRows.Content content) {
        List<String> keys = new ArrayList<>(List.of(ProjectionKeys.VERSION));
        for (String hash : HASHES) {
            String prepared = hash + ":" + UUID.randomUUID();
            prepare(prepared, sealed(hash, content.hashes().getOrDefault(hash, Map.of()), content.version()));
            keys.add(hash);
            keys.add(prepared);
        }
        return run(REPLACE, keys, List.of(expected, held(content.version())));
    }

    void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
    }

    private Map<String, String> sealed(String hash, Map<String, String> fields, long version) {
        var sealed = new HashMap<String, String>();
        fields.forEach((field, value) -> sealed.put(field, seal.seal(hash, field, value, version)));
        return sealed;
    }

    private void prepare(String key, Map<String, String> fields) {
        Map<String, String> chunk = new HashMap<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            chunk.put(field.getKey(), field.getValue());
            if (chunk.size() == CHUNK) {
                redis().hset(key, chunk);
                chunk.clear();
            }
        }
        if (!chunk.isEmpty()) {
            redis().hset(key, chunk);
        }
        if (!fields.isEmpty()) {
            redis().expire(key, PREPARED_FOR);
        }
    }

    private boolean run(String script, List<String> keys, List<String> arguments) {
        Long applied = redis().eval(
                        script,
                        ScriptOutputType.INTEGER,
                        keys.toArray(String[]::new),
                        arguments.toArray(String[]::new));
        return applied == 1;
    }

    private RedisCommands<String, String> redis() {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open.sync();
    }
}
