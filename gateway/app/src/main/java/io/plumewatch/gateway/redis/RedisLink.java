package io.plumewatch.gateway.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one Redis, opened again by whoever needs it next.
 *
 * <p>The client never reconnects by itself: that way it neither queues commands while disconnected nor replays those
 * that timed out. A command of a lost connection fails at once, and its caller decides what happens to it.
 */
public final class RedisLink implements AutoCloseable {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final RedisClient client;
    private final RedisURI uri;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    RedisLink(RedisClient client, RedisURI uri) {
        this.client = client;
        this.uri = uri;
    }

    /**
     * Returns the open connection, connecting first when there is none. Blocks for at most the connect time-out.
     *
     * @throws RedisException when the server cannot be reached
     */
    public synchronized StatefulRedisConnection<String, byte[]> open() {
        StatefulRedisConnection<String, byte[]> now = connection;
        if (now != null && now.isOpen()) {
            return now;
        }
        drop();
        StatefulRedisConnection<String, byte[]> fresh = client.connect(CODEC, uri);
        connection = fresh;
        return fresh;
    }

    /**
     * Returns the open connection without ever blocking.
     *
     * @throws RedisException when there is none at the moment
     */
    public StatefulRedisConnection<String, byte[]> current() {
        StatefulRedisConnection<String, byte[]> now = connection;
        if (now == null || !now.isOpen()) {
            throw new RedisException("not connected to Redis at " + uri.getHost() + ":" + uri.getPort());
        }
        return now;
    }

    /** Drops a server that gave no answer: one that vanished without a word would be waited for until TCP gives it up. */
    public void dropIfSilent(Exception failure) {
        if (failure instanceof RedisCommandTimeoutException || failure instanceof TimeoutException) {
            drop();
        }
    }

    /** Closes the connection, so that the next user gets a new one; what is still under way fails. */
    public void drop() {
        // Not waited for: the socket closes by itself.
        var unused = end();
    }

    @Override
    public void close() {
        try {
            end().get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It will be closed with the client.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CompletableFuture<Void> end() {
        StatefulRedisConnection<String, byte[]> old = connection;
        connection = null;
        return old == null ? CompletableFuture.completedFuture(null) : old.closeAsync();
    }

    @Override
    public String toString() {
        return "Redis at " + uri.getHost() + ":" + uri.getPort();
    }
}
