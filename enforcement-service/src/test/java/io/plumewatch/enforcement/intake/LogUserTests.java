package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.plumewatch.testing.RedisServer;
import io.plumewatch.wire.log.RedisUsers;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service's user of Redis may do all that reading the log takes. */
class LogUserTests {

    private static final Map<String, String> PASSWORDS = Map.of(
            RedisUsers.GATEWAY, "g-secret",
            RedisUsers.SERVICE, "s-secret",
            RedisUsers.BROKER, "b-secret",
            RedisUsers.OPERATOR, "o-secret");

    @Test
    void readsCountsTrimsAndNamesTheLog() {
        try (RedisServer redis = RedisServer.withUsers(RedisUsers.acl(PASSWORDS));
                RedisClient operator = RedisClient.create(uri(redis, RedisUsers.OPERATOR));
                var server = new LogServer(uri(redis, RedisUsers.SERVICE));
                LogConnection log = server.connect(Duration.ofSeconds(5))) {
            for (String stream : new String[] {Streams.EVIDENCE, Streams.sightings(3), Streams.PROFILES}) {
                operator.connect().sync().xadd(stream, Map.of("a", "b"));
            }

            assertThat(log.epoch()).isNotEmpty();
            assertThat(log.read(
                                    Map.of(Streams.EVIDENCE, Offset.START, Streams.sightings(3), Offset.START),
                                    10,
                                    Duration.ofMillis(100))
                            .entries())
                    .hasSize(2);
            LogConnection.StreamInfo info = log.info(Streams.EVIDENCE);
            assertThat(log.info(Streams.telemetry(1)).added()).isZero();
            assertThat(log.count(Streams.EVIDENCE, Offset.START, info.lastId())).isOne();
            assertThat(log.trimBelow(Streams.EVIDENCE, Long.MAX_VALUE + "-0")).isOne();
            assertThat(log.newest(Streams.PROFILES, 5).get(0).fields().get("a")).isEqualTo("b".getBytes(UTF_8));
        }
    }

    private static String uri(RedisServer redis, String user) {
        return redis.uri().replace("redis://", "redis://" + user + ":" + PASSWORDS.get(user) + "@");
    }
}
