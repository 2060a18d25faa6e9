package io.plumewatch.gateway.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.redis.RedisLink;
import io.plumewatch.wire.log.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quarantine as a capped stream, written by one thread. An entry that Redis does not take within {@link #PATIENCE}
 * is dropped and counted: what is refused must not hold up what is good.
 */
public final class RedisQuarantine implements Quarantine.Store, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisQuarantine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final int QUEUE = 1_000;
    private static final int QUEUE_BYTES = 16 << 20;
    private static final int BATCH = 64;

    /** Same hash slot as the stream, so both may live in a cluster. */
    private static final String BYTES_KEY = "{" + Streams.QUARANTINE + "}:bytes";

    /** Adds an entry, then drops the oldest until both caps hold again. Returns how many fell off. */
    private static final String ADD = """
            redis.call('XADD', KEYS[1], '*', unpack(ARGV, 4))
            local bytes = redis.call('INCRBY', KEYS[2], ARGV[1])
            local fell = 0
            while bytes > tonumber(ARGV[2]) or redis.call('XLEN', KEYS[1]) > tonumber(ARGV[3]) do
              local oldest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
              if not oldest then
                redis.call('SET', KEYS[2], 0)
                break
              end
              local kept = 0
              for i = 1, #oldest[2], 2 do
                if oldest[2][i] == 'kept' then kept = #oldest[2][i + 1] end
              end
              redis.call('XDEL', KEYS[1], oldest[1])
              bytes = redis.call('DECRBY', KEYS[2], kept)
              fell = fell + 1
            end
            return fell
            """;

    private final RedisLink link;
    private final QuarantineSettings settings;
    private final Counters counters;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "quarantine");
    private volatile boolean stopping;
    private volatile boolean ended;

    public RedisQuarantine(QuarantineSettings settings, RedisLink link, Counters counters) {
        this.settings = settings;
        this.link = link;
        this.counters = counters;
    }

    public void start() {
        thread.start();
    }

    @Override
    public CompletableFuture<Boolean> add(Rejected rejected) {
        int bytes = rejected.kept().length;
        var waiting = new Waiting(rejected, System.nanoTime() + PATIENCE.toNanos());
        if (queuedBytes.addAndGet(bytes) > QUEUE_BYTES || !queue.offer(waiting)) {
            drop(waiting);
        } else if (ended) {
            dropQueued();
        }
        return waiting.done;
    }

    /** Returns whether somebody still writes what is added. */
    public boolean alive() {
        return !ended;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        link.close();
    }

    private void run() {
        var batch = new ArrayList<Waiting>();
        try {
            while (!stopping || !queue.isEmpty() || !batch.isEmpty()) {
                tryOnce(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Also when an Error ends this thread: nobody may wait for a writer that is gone.
            ended = true;
            batch.forEach(this::drop);
            dropQueued();
        }
    }

    private void tryOnce(List<Waiting> batch) throws InterruptedException {
        try {
            gather(batch);
            write(batch);
        } catch (RuntimeException e) {
            log.error("Our own code failed while writing the quarantine", e);
            batch.forEach(this::drop);
            batch.clear();
        }
    }

    private void dropQueued() {
        var left = new ArrayList<Waiting>();
        queue.drainTo(left);
        left.forEach(this::drop);
    }

    private void gather(List<Waiting> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            Waiting next = queue.poll(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            if (next != null) {
                batch.add(next);
            }
        }
        queue.drainTo(batch, BATCH - batch.size());
    }

    /** Sends the batch; what was refused stays in it until its patience ends. */
    private void write(List<Waiting> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<CompletableFuture<Long>> sent;
        try {
            RedisAsyncCommands<String, byte[]> commands = link.open().async();
            sent = batch.stream()
                    .map(waiting -> send(commands, waiting.rejected))
                    .toList();
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(2, TimeUnit.SECONDS);
        } catch (RedisException | ExecutionException | TimeoutException e) {
            log.debug("The quarantine cannot be written: {}", e.getMessage());
            link.dropIfSilent(e);
            keepUnanswered(batch);
            TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
            return;
        }
        sent.forEach(fell -> counters.fellOff(fell.join()));
        batch.forEach(this::finish);
        batch.clear();
    }

    /** A batch is repeated whole: an entry listed twice after an outage harms nobody. */
    private void keepUnanswered(List<Waiting> batch) {
        long now = System.nanoTime();
        batch.removeIf(waiting -> {
            boolean over = stopping || waiting.untilNanos - now < 0;
            if (over) {
                drop(waiting);
            }
            return over;
        });
    }

    private CompletableFuture<Long> send(RedisAsyncCommands<String, byte[]> commands, Rejected rejected) {
        var arguments = new ArrayList<byte[]>();
        arguments.add(text(Integer.toString(rejected.kept().length)));
        arguments.add(text(Integer.toString(settings.bytes())));
        arguments.add(text(Integer.toString(settings.entries())));
        QuarantineFields.of(rejected).forEach((name, value) -> {
            arguments.add(text(name));
            arguments.add(value);
        });
        return commands.<Long>eval(
                        ADD,
                        ScriptOutputType.INTEGER,
                        new String[] {Streams.QUARANTINE, BYTES_KEY},
                        arguments.toArray(byte[][]::new))
                .toCompletableFuture();
    }

    private void finish(Waiting waiting) {
        if (waiting.ends.compareAndSet(false, true)) {
            tell(waiting, true);
        }
    }

    /** Counted before it is told: who hears of it can see it. */
    private void drop(Waiting waiting) {
        if (waiting.ends.compareAndSet(false, true)) {
            counters.fellOff(1);
            tell(waiting, false);
        }
    }

    private void tell(Waiting waiting, boolean stored) {
        queuedBytes.addAndGet(-waiting.rejected.kept().length);
        waiting.done.complete(stored);
    }

    private static byte[] text(String value) {
        return value.getBytes(UTF_8);
    }

    private record Waiting(Rejected rejected, long untilNanos, CompletableFuture<Boolean> done, AtomicBoolean ends) {

        Waiting(Rejected rejected, long untilNanos) {
            this(rejected, untilNanos, new CompletableFuture<>(), new AtomicBoolean());
        }
    }
}
