package io.plumewatch.sim.load.obd;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Appends frames to one stream, a batch after the other, and answers each connection of a batch once the log has it. */
final class GroupCommit implements Runnable {

    static final String STREAM = "load:control";
    private static final int BATCH = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(1 << 18);
    private final StatefulRedisConnection<String, byte[]> connection;

    GroupCommit(String redisUri) {
        connection = RedisClient.create(redisUri).connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        connection.setAutoFlushCommands(false);
    }

    private record Waiting(ChannelHandlerContext ctx, byte[] frame, byte[] answer) {}

    void append(ChannelHandlerContext ctx, byte[] frame, byte[] answer) {
        queue.add(new Waiting(ctx, frame, answer));
    }

    @Override
    public void run() {
        var batch = new ArrayList<Waiting>(BATCH);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Waiting> batch) {
        var added = new RedisFuture<?>[batch.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = connection.async().xadd(STREAM, Map.of("payload", batch.get(i).frame));
        }
        connection.flushCommands();
        if (!LettuceFutures.awaitAll(PATIENCE, added)) {
            throw new IllegalStateException("Redis did not answer within " + PATIENCE);
        }
        var answers = new LinkedHashMap<ChannelHandlerContext, ByteBuf>();
        for (Waiting waiting : batch) {
            answers.computeIfAbsent(waiting.ctx, ctx -> ctx.alloc().buffer()).writeBytes(waiting.answer);
        }
        answers.forEach((ctx, answer) -> ctx.writeAndFlush(answer, ctx.voidPromise()));
    }
}
