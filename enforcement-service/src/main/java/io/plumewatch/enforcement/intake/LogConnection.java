package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A connection to a Redis of the log. Reconnects by itself; every call may throw {@code RedisException}. */
final class LogConnection implements AutoCloseable {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final int COUNTED_AT_ONCE = 500;

    private final StatefulRedisConnection<String, byte[]> connection;
    private final RedisCommands<String, byte[]> commands;

    LogConnection(StatefulRedisConnection<String, byte[]> connection, Duration timeout) {
        this.connection = connection;
        connection.setTimeout(timeout);
        commands = connection.sync();
    }

    /** An entry as Redis has it. */
    record RawEntry(String stream, String id, Map<String, byte[]> fields) {}

    /** Entries by stream, and the life of the log that they are from. */
    record Read(Map<String, List<RawEntry>> entries, String epoch) {}

    /**
     * What a stream has been through.
     *
     * @param added entries ever added
     * @param length entries that it still holds
     * @param lastId id of the newest entry ever added
     */
    record StreamInfo(long added, long length, String lastId) {

        long trimmed() {
            return added - length;
        }
    }

    /**
     * Waits for entries after the given ids, up to {@code count} a stream, in order, and asks for the epoch in the same
     * trip. Redis answers a connection in order: entries of a replaced log can never pass for those of the old one.
     *
     * @param afterIds stream → id of the last entry that is not wanted any more
     */
    Read read(Map<String, String> afterIds, int count, Duration wait) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        StreamOffset<String>[] offsets = afterIds.entrySet().stream()
                .map(after -> StreamOffset.from(after.getKey(), after.getValue()))
                .toArray(StreamOffset[]::new);
        RedisFuture<List<StreamMessage<String, byte[]>>> messages =
                connection.async().xread(XReadArgs.Builder.block(wait).count(count), offsets);
        RedisFuture<byte[]> epoch = connection.async().get(Streams.EPOCH);
        var read = new HashMap<String, List<RawEntry>>();
        for (StreamMessage<String, byte[]> message : answer(messages)) {
            read.computeIfAbsent(message.getStream(), stream -> new ArrayList<>())
                    .add(new RawEntry(message.getStream(), message.getId(), message.getBody()));
        }
        byte[] named = answer(epoch);
        return new Read(read, named == null ? epoch() : new String(named, UTF_8));
    }

    private <T> T answer(RedisFuture<T> future) {
        return LettuceFutures.awaitOrCancel(future, connection.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns which life of the log this is; a log without a name gets one, once. */
    String epoch() {
        byte[] epoch = commands.get(Streams.EPOCH);
        if (epoch == null) {
            commands.setnx(Streams.EPOCH, UUID.randomUUID().toString().getBytes(UTF_8));
            epoch = Objects.requireNonNull(commands.get(Streams.EPOCH), Streams.EPOCH);
        }
        return new String(epoch, UTF_8);
    }

    /** Returns the counters of a stream; zeros when there is none. */
    StreamInfo info(String stream) {
        try {
            List<Object> reply = commands.xinfoStream(stream);
            var values = new HashMap<String, Object>();
            for (int i = 0; i + 1 < reply.size(); i += 2) {
                values.put(text(reply.get(i)), reply.get(i + 1));
            }
            return new StreamInfo(
                    number(values, "entries-added"),
                    number(values, "length"),
                    text(Objects.requireNonNull(values.get("last-generated-id"))));
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).contains("no such key")) {
                return new StreamInfo(0, 0, Offset.START);
            }
            throw e;
        }
    }

    /** Counts the entries behind one id, up to and with another. */
    long count(String stream, String afterId, String lastId) {
        long count = 0;
        String from = afterId;
        while (true) {
            List<StreamMessage<String, byte[]>> some = commands.xrange(
                    stream,
                    Range.from(Range.Boundary.excluding(from), Range.Boundary.including(lastId)),
                    Limit.from(COUNTED_AT_ONCE));
            count += some.size();
            if (some.size() < COUNTED_AT_ONCE) {
                return count;
            }
            from = some.get(some.size() - 1).getId();
        }
    }

    /** Returns the newest entries of a stream, newest first. */
    List<RawEntry> newest(String stream, int count) {
        return commands.xrevrange(stream, Range.unbounded(), Limit.from(count)).stream()
                .map(message -> new RawEntry(stream, message.getId(), message.getBody()))
                .toList();
    }

    /** Removes the entries with ids below the given one and returns how many. */
    long trimBelow(String stream, String minId) {
        return commands.xtrim(stream, XTrimArgs.Builder.minId(minId));
    }

    @Override
    public void close() {
        connection.close();
    }

    private static long number(Map<String, Object> values, String name) {
        return ((Number) Objects.requireNonNull(values.get(name), name)).longValue();
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(value);
    }
}
