package io.plumewatch.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.plumewatch.gateway.redis.Gate;
import io.plumewatch.gateway.redis.RedisLink;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the streams of one Redis, from one thread.
 *
 * <p>Group commit: while one flush is under way, entries gather for the next, so a quiet log answers after one fsync and
 * a busy one puts hundreds of entries under the same fsync. There is never more than one flush under way; one that does
 * not answer in time ends its connection. While Redis refuses, everything queued is refused, and the gate stays shut
 * until it has taken a heartbeat again.
 */
final class LogWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    /** How long an idle writer does not look: a lost connection or the end is noticed this much later at most. */
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Duration RETRY = Duration.ofMillis(200);

    private final String name;
    private final Author author;
    private final Heartbeat heartbeat;
    private final RedisLink link;
    private final LogSettings settings;
    private final InstantSource clock;
    private final Recovery recovery;
    private final Gate gate = new Gate();
    private final AppendQueue queue;
    private final Thread thread;
    private volatile boolean stopping;
    private @Nullable StatefulRedisConnection<String, byte[]> greeted;
    private volatile Durability durability = Durability.UNASKED;
    private volatile @Nullable Timer latency;

    LogWriter(
            String name, Author author, RedisLink link, LogSettings settings, InstantSource clock, Recovery recovery) {
        this.name = name;
        this.author = author;
        this.heartbeat = new Heartbeat(author.gatewayId(), name);
        this.link = link;
        this.settings = settings;
        this.clock = clock;
        this.recovery = recovery;
        this.queue = new AppendQueue(settings);
        this.thread = new Thread(this::run, "log-" + name);
    }

    void start() {
        thread.start();
    }

    Gate gate() {
        return gate;
    }

    Durability durability() {
        return durability;
    }

    /** Tells the metrics how this writer is doing. */
    void tell(MeterRegistry metrics) {
        Gauge.builder("plumewatch.log.writable", gate, open -> open.isOpen() ? 1 : 0)
                .description("1 while readings are taken")
                .tag("log", name)
                .register(metrics);
        Gauge.builder("plumewatch.log.durable", this, writer -> writer.durability.told())
                .description("1 when what is confirmed survives a power cut, 0 when not, NaN when that is not known")
                .tag("log", name)
                .register(metrics);
        Gauge.builder("plumewatch.log.queued", queue, AppendQueue::bytes)
                .description("What waits for the next flush")
                .baseUnit("bytes")
                .tag("log", name)
                .register(metrics);
        latency = Timer.builder("plumewatch.log.latency")
                .description("From arrival to durable, of the entry of each flush that waited longest")
                .publishPercentiles(0.5, 0.99)
                .tag("log", name)
                .register(metrics);
    }

    CompletableFuture<Void> append(String stream, Append.Content content) {
        var append = new Append(stream, content, System.nanoTime(), new CompletableFuture<>());
        if (!gate.isOpen()) {
            append.refuse(new LogUnavailable(name + " log is not writable"));
        } else if (!queue.offer(append)) {
            append.refuse(new LogUnavailable(name + " log has no room in its queue"));
        }
        return append.stored();
    }

    /** Writes what is queued, as far as Redis takes it, and ends. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(settings.answerTimeout().multipliedBy(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        link.close();
    }

    private void run() {
        try {
            while (!stopping || (gate.isOpen() && !queue.isEmpty())) {
                tryCycle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also when an Error ends this thread: a writer that is gone must not look writable.
            gate.shut();
            refuse(queue.all(), new LogUnavailable("the " + name + " log has no writer any more"));
        }
    }

    private void tryCycle() throws InterruptedException {
        try {
            cycle();
        } catch (RedisException | LogUnavailable e) {
            lost(e);
        } catch (RuntimeException e) {
            log.error("Our own code failed while writing the {} log", name, e);
            lost(e);
        }
    }

    private void cycle() throws InterruptedException {
        StatefulRedisConnection<String, byte[]> connection = link.open();
        if (connection != greeted || !gate.isOpen()) {
            greet(connection);
        }
        long untilBeat = heartbeat.nanosUntilDue(System.nanoTime());
        List<Append> batch = queue.batch(Math.min(TICK.toNanos(), untilBeat));
        try {
            if (!batch.isEmpty() || heartbeat.isDue(System.nanoTime())) {
                write(connection, batch);
            }
        } finally {
            // Nothing for those that have their answer.
            refuse(batch, new LogUnavailable(name + " log failed"));
        }
    }

    /** Makes sure of the epoch, learns when we last could write, and writes the first heartbeat. */
    private void greet(StatefulRedisConnection<String, byte[]> connection) throws InterruptedException {
        connection.setAutoFlushCommands(false);
        RedisAsyncCommands<String, byte[]> commands = connection.async();
        checkDurability(connection, commands);
        Instant now = clock.instant();
        var unused = commands.setnx(Streams.EPOCH, UUID.randomUUID().toString().getBytes(UTF_8));
        RedisFuture<byte[]> epoch = commands.get(Streams.EPOCH);
        RedisFuture<byte[]> beat = commands.get(heartbeat.key());
        RedisFuture<String> first = commands.set(heartbeat.key(), Heartbeat.text(now));
        connection.flushCommands();
        byte[] epochFound = answer(epoch);
        if (epochFound == null) {
            throw new LogUnavailable("no " + Streams.EPOCH + " in " + link);
        }
        byte[] beatFound = answer(beat);
        answer(first);
        Instant before = heartbeat.before(beatFound);
        recovery.clockShowed(Heartbeat.latest(now, beatFound));
        greeted = connection;
        heartbeat.written(now, System.nanoTime());
        recovery.writable(new String(epochFound, UTF_8), before, now);
        gate.open();
        log.info("The {} log is writable: {}", name, link);
    }

    /** What this Redis confirms must survive it. One line for each news, not one for each try. */
    private void checkDurability(
            StatefulRedisConnection<String, byte[]> connection, RedisAsyncCommands<String, byte[]> commands)
            throws InterruptedException {
        Durability found = Durability.ask(connection, commands, settings.answerTimeout());
        if (!found.equals(durability) && found.state() != Durability.State.DURABLE) {
            log.warn("The Redis of the {} log, {}: {}", name, link, found.detail());
        }
        durability = found;
        if (found.state() == Durability.State.NOT_DURABLE && settings.requireDurable()) {
            throw new LogUnavailable(found.detail());
        }
    }

    private <T> @Nullable T answer(Future<T> future) throws InterruptedException {
        try {
            return future.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LogUnavailable(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            link.drop();
            throw new LogUnavailable("no answer from " + link + " within " + settings.answerTimeout(), e);
        }
    }

    private void write(StatefulRedisConnection<String, byte[]> connection, List<Append> batch)
            throws InterruptedException {
        var sent = new ArrayList<CompletableFuture<?>>();
        RedisAsyncCommands<String, byte[]> commands = connection.async();
        List<Parcel> parcels = Parcel.of(batch, author);
        for (Parcel parcel : parcels) {
            sent.add(send(() -> commands.xadd(parcel.stream(), parcel.fields())));
        }
        boolean beats = heartbeat.isDue(System.nanoTime());
        Instant now = clock.instant();
        if (beats) {
            sent.add(send(() -> commands.set(heartbeat.key(), Heartbeat.text(now))));
            // Not waited for: a Redis that does not tell its memory takes entries none the less.
            var unused = send(() -> commands.info("memory")).thenAccept(told -> recovery.memory(String.valueOf(told)));
        }
        connection.flushCommands();
        LogUnavailable problem = await(sent);
        Timer told = latency;
        if (told != null && problem == null && !batch.isEmpty()) {
            told.record(System.nanoTime() - batch.get(0).sinceNanos(), TimeUnit.NANOSECONDS);
        }
        for (int i = 0; i < parcels.size(); i++) {
            for (Append append : parcels.get(i).appends()) {
                append.settle(sent.get(i), problem);
            }
        }
        if (problem != null) {
            throw problem;
        }
        if (beats) {
            heartbeat.written(now, System.nanoTime());
            recovery.clockShowed(now);
        }
    }

    /** A command that is refused before it is sent fails like one that is refused by the server. */
    private static CompletableFuture<?> send(java.util.function.Supplier<RedisFuture<?>> command) {
        try {
            return command.get().toCompletableFuture();
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for every answer; returns why some are missing, or null when all are good. */
    private @Nullable LogUnavailable await(List<CompletableFuture<?>> sent) throws InterruptedException {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            return new LogUnavailable(String.valueOf(e.getCause()), e);
        } catch (TimeoutException e) {
            link.drop();
            return new LogUnavailable("no answer from " + link + " within " + settings.answerTimeout(), e);
        }
    }

    private void lost(RuntimeException problem) {
        if (gate.isOpen()) {
            log.warn("The {} log is not writable, readings wait: {}", name, problem.getMessage());
        }
        gate.shut();
        try {
            // Waiting on the queue rather than sleeping: what slipped in meanwhile is refused without delay.
            List<Append> late = queue.batch(RETRY.toNanos());
            var refused = new LogUnavailable(name + " log is not writable");
            refuse(late, refused);
            refuse(queue.all(), refused);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(List<Append> appends, LogUnavailable reason) {
        appends.forEach(append -> append.refuse(reason));
    }

    /** Told what the writer learns of its Redis, on a thread that must not block. */
    interface Recovery {

        /** Told each time the log becomes writable, before anybody can append. */
        void writable(String epoch, @Nullable Instant lastBeat, Instant now);

        /** Told each second what our clock shows, and at first what it showed before the last start. */
        default void clockShowed(Instant clock) {}

        /** Told each second what Redis says of its memory. */
        default void memory(String info) {}
    }
}
