package io.plumewatch.sim.load.obd;

import io.plumewatch.sim.RunFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Many terminals of one server, sending as fast as they are answered, or at a fixed rate whatever comes back. */
public final class Terminals implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long TICK_NANOS = 250_000;

    private final List<Line> lines;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);

    private Terminals(List<Line> lines, Selector selector) {
        this.lines = lines;
        this.selector = selector;
    }

    static Terminals connect(int port, int count) {
        return connect(port, count, Rig::vin, Rig::iccid);
    }

    /** Connects and logs in terminals of profile P3 with the VINs and ICCIDs of their numbers. */
    public static Terminals connect(int port, int count, IntFunction<String> vins, IntFunction<String> iccids) {
        try {
            var selector = Selector.open();
            var lines = IntStream.range(0, count)
                    .mapToObj(i -> Line.connect(port, vins.apply(i), iccids.apply(i)))
                    .toList();
            for (Line line : lines) {
                line.channel().register(selector, SelectionKey.OP_READ, line);
            }
            return new Terminals(lines, selector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a number of packets on their way on each connection.
     *
     * @return answers per second
     */
    double saturate(int window, Duration length) {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (Line line : lines) {
            line.due(window - (int) line.outstanding(), start);
        }
        long answers = 0;
        boolean stuck = flushAll();
        while (System.nanoTime() < end) {
            answers += receive(stuck ? 1 : 100, latency -> {});
            for (Line line : lines) {
                // In halves: a write for each answer would measure system calls.
                int free = window - (int) line.outstanding();
                if (free >= window / 2) {
                    line.due(free, System.nanoTime());
                }
            }
            stuck = flushAll();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        drain(latency -> {});
        return answers / seconds;
    }

    /**
     * Sends packets at a rate, spread evenly.
     *
     * @return how many were answered within a time, in milliseconds, from when they were due; 0..1
     */
    public double keep(int perSecond, Duration length, double millis) {
        return pace(perSecond, length).within(millis);
    }

    /** Sends packets at a rate, spread evenly, and takes the time of each answer since its packet was due. */
    Latencies pace(int perSecond, Duration length) {
        var latencies = new Latencies((int) (perSecond * length.toSeconds() + 1));
        var sending = new AtomicBoolean(true);
        var sender = CompletableFuture.runAsync(
                () -> send(perSecond, length, sending), task -> new Thread(task, "load-sender").start());
        while (sending.get()) {
            receive(100, latencies);
        }
        sender.join();
        drain(latencies);
        return latencies;
    }

    private void send(int perSecond, Duration length, AtomicBoolean sending) {
        try {
            long start = System.nanoTime();
            long ticks = length.toNanos() / TICK_NANOS;
            long sent = 0;
            for (long tick = 1; tick <= ticks; tick++) {
                long dueAt = start + tick * TICK_NANOS;
                while (System.nanoTime() < dueAt) {
                    LockSupport.parkNanos(dueAt - System.nanoTime());
                }
                long due = tick * TICK_NANOS * perSecond / 1_000_000_000L;
                long second = epochSecond();
                for (; sent < due; sent++) {
                    Line line = lines.get((int) (sent % lines.size()));
                    line.due(1, dueAt);
                    var unused = line.flush(second);
                }
            }
        } finally {
            sending.set(false);
        }
    }

    private void drain(LongConsumer latencies) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lines.stream().anyMatch(line -> line.outstanding() > 0)) {
            if (System.nanoTime() > deadline) {
                throw new RunFailed("packets were not answered within " + PATIENCE.toSeconds() + " s");
            }
            flushAll();
            receive(1, latencies);
        }
    }

    private boolean flushAll() {
        long second = epochSecond();
        boolean stuck = false;
        for (Line line : lines) {
            stuck |= !line.flush(second);
        }
        return stuck;
    }

    private int receive(long millis, LongConsumer latencies) {
        try {
            int[] answers = {0};
            selector.select(
                    key -> {
                        if (key.attachment() instanceof Line line) {
                            answers[0] += line.receive(in, latencies);
                        }
                    },
                    millis);
            return answers[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long epochSecond() {
        return TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
