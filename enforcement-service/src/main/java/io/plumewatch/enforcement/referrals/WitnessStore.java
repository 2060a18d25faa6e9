package io.plumewatch.enforcement.referrals;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The witness in the Redis of the evidence; every call may throw {@code RedisException}. */
@Component
class WitnessStore {

    static final String KEY = "issuer:witness";

    private static final String REPLACE = """
            if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2])
            return 1
            """;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    WitnessStore(@Value("${plumewatch.redis.uri}") String uri) {
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(TIMEOUT);
        this.client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    Optional<IssuerWitness> read() {
        String text = redis().get(KEY);
        return text == null ? Optional.empty() : Optional.of(parse(text));
    }

    /** Replaces the witness that was read; false if it is another one by now. */
    boolean replace(@Nullable IssuerWitness read, IssuerWitness next) {
        Long replaced = redis().eval(
                        REPLACE,
                        ScriptOutputType.INTEGER,
                        new String[] {KEY},
                        read == null ? "" : read.text(),
                        next.text());
        return replaced == 1;
    }

    /** Puts a witness in the place of whatever is there. */
    void put(IssuerWitness witness) {
        redis().set(KEY, witness.text());
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
    }

    private static IssuerWitness parse(String text) {
        return IssuerWitness.parse(text)
                .orElseThrow(
                        () -> new IllegalStateException(KEY + " in Redis is not ours: expected epoch, position, hash"));
    }

    private synchronized RedisCommands<String, String> redis() {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open.sync();
    }
}
