package io.plumewatch.sim.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.plumewatch.sim.RunFailed;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks at the log from beside it, and writes to the same Redis what a program without a gateway would. */
final class LogMeter implements AutoCloseable {

    private static final String BASELINE_STREAM = "load:baseline";

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;

    LogMeter(String redisUri) {
        client = RedisClient.create(redisUri);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    /** Returns how many telemetry entries were ever added, trimmed ones included. */
    long telemetryAdded() {
        return Streams.onTelemetryRedis().stream().mapToLong(this::added).sum();
    }

    private long added(String stream) {
        if (connection.sync().exists(stream) == 0) {
            return 0;
        }
        var arguments = new CommandArgs<>(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .add("STREAM")
                .addKey(stream);
        List<Object> info = connection
                .sync()
                .dispatch(
                        CommandType.XINFO,
                        new NestedMultiOutput<>(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)),
                        arguments);
        for (int i = 0; i + 1 < info.size(); i += 2) {
            if (info.get(i) instanceof byte[] name && new String(name, UTF_8).equals("entries-added")) {
                return (Long) info.get(i + 1);
            }
        }
        throw new RunFailed("XINFO STREAM names no entries-added");
    }

    /** Returns entries per second of plain pipelined XADD with one payload field, waiting for each batch. */
    double plainAdds(byte[] payload, int batch, Duration length) {
        connection.setAutoFlushCommands(false);
        var commands = connection.async();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long added = 0;
        while (System.nanoTime() < end) {
            var futures = new ArrayList<RedisFuture<String>>(batch);
            for (int i = 0; i < batch; i++) {
                futures.add(commands.xadd(BASELINE_STREAM, Map.of("payload", payload)));
            }
            connection.flushCommands();
            if (!LettuceFutures.awaitAll(Duration.ofSeconds(10), futures.toArray(new RedisFuture<?>[0]))) {
                throw new RunFailed("Redis did not answer a batch of XADD within 10 s");
            }
            added += batch;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        connection.setAutoFlushCommands(true);
        connection.sync().del(BASELINE_STREAM);
        return added / seconds;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
