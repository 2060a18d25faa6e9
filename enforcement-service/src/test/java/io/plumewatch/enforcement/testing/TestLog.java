package io.plumewatch.enforcement.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to a log as a gateway does. */
public final class TestLog implements AutoCloseable {

    private final RedisClient client;
    private final RedisCommands<String, byte[]> commands;

    public TestLog(String uri) {
        client = RedisClient.create(uri);
        commands = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .sync();
    }

    public RedisCommands<String, byte[]> redis() {
        return commands;
    }

    /** Appends an entry and returns its id. */
    public String append(String stream, LogEntry entry) {
        return append(stream, entry.toFields());
    }

    public String append(String stream, Map<String, byte[]> fields) {
        return commands.xadd(stream, fields);
    }

    /** An entry that a known, trusted sender has just sent. */
    public static LogEntry entry(
            EntryKind kind, String device, String key, @Nullable Instant measuredAt, byte[] payload) {
        Instant receivedAt = measuredAt == null ? Instant.now() : measuredAt.plusSeconds(1);
        return new LogEntry(
                kind,
                device,
                Trust.ENROLLED,
                ClockState.GOOD,
                measuredAt,
                receivedAt,
                false,
                key,
                "test-gateway",
                payload);
    }

    /** An entry whose payload nobody reads. */
    public static LogEntry telemetry(String key) {
        return entry(EntryKind.OBD, "test-device", key, null, key.getBytes(UTF_8));
    }

    /** Readings whose payload nobody reads, in one entry. */
    public static Map<String, byte[]> bundle(String... keys) {
        return Bundle.toFields(
                "test-gateway",
                Arrays.stream(keys).map(key -> telemetry(key).packed()).toList());
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
