package io.plumewatch.enforcement.intake;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import java.time.Duration;

/** One Redis that holds streams of the log. */
final class LogServer implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** A network that was cut may still let connections begin. */
    private static final Duration GREETING_TIMEOUT = Duration.ofSeconds(5);

    private final RedisClient client;

    LogServer(String uri) {
        RedisURI address = RedisURI.create(uri);
        address.setTimeout(GREETING_TIMEOUT);
        client = RedisClient.create(address);
        // Commands are refused while disconnected: a lane that waits is better than a queue that grows.
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /** Opens a connection of the caller's own; {@link io.lettuce.core.RedisException} when the server is not there. */
    LogConnection connect(Duration timeout) {
        return new LogConnection(client.connect(LogConnection.CODEC), timeout);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
    }
}
