package io.plumewatch.gateway.instrument;

import io.netty.channel.EventLoopGroup;
import io.plumewatch.gateway.intake.Counters;
import io.plumewatch.gateway.intake.InstrumentBoard;
import io.plumewatch.gateway.intake.Protocol;
import io.plumewatch.gateway.intake.SeenDevices;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.quarantine.Quarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls instruments, weather stations and air sensors, as the file of lines says.
 *
 * <p>The way of a reading: {@link PollLine} asks over its {@link Wire}, a {@link Point} says what the answer means,
 * {@link Polled} what is to be thought of the instrument, and {@link Outbox} brings it to the log.
 */
public final class InstrumentPoller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InstrumentPoller.class);
    private static final int THREADS = 2;
    private static final long STOP_MILLIS = 5_000;

    private final InstrumentSettings settings;
    private final PollParts parts;
    private final LinesFile reader;
    private final Lines lines;
    private final EventLoopGroup loops;
    private final Names names = new Names();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "instrument-file"));
    private final Map<String, PollLine> running = new HashMap<>();
    private volatile String trouble = "";

    public InstrumentPoller(InstrumentSettings settings, Parts shared, InstantSource clock, String gatewayId) {
        this(settings, new Models(settings, shared.counters), shared, clock, gatewayId);
    }

    InstrumentPoller(InstrumentSettings settings, Points points, Parts shared, InstantSource clock, String gatewayId) {
        this.settings = settings;
        var outbox = new Outbox(settings, shared.log, shared.counters, gatewayId);
        this.parts = new PollParts(
                settings, outbox, shared.devices, shared.quarantine, shared.counters, shared.seen, shared.board, clock);
        this.loops = EventLoopThread.group(THREADS);
        this.reader = new LinesFile(settings, points);
        this.lines = new Lines(parts, points, loops, names);
    }

    /** What the poller shares with the protocols. */
    public record Parts(
            ReadingLog log,
            Devices devices,
            Quarantine quarantine,
            Counters counters,
            SeenDevices seen,
            InstrumentBoard board) {}

    /** Starts polling, if there is a file of lines; the first look at it comes at once. */
    public void start() {
        parts.outbox().start();
        if (settings.file().isBlank()) {
            log.info("No instruments are polled: plumewatch.instruments.file is empty");
            return;
        }
        var file = new WatchedFile(Path.of(settings.file()), LinesFile.MOST_BYTES);
        var unused = watch.scheduleWithFixedDelay(
                () -> look(file), 0, settings.checkInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns why the file that is there now is not what is polled; empty when it is. */
    public String trouble() {
        return trouble;
    }

    private void look(WatchedFile file) {
        try {
            byte[] content = file.changed().orElse(null);
            if (content != null) {
                List<LineConfig> wanted = reader.read(content);
                apply(wanted);
                trouble = "";
                parts.counters().event(Protocol.INSTRUMENT, "file_taken");
            }
        } catch (BrokenFile | IOException e) {
            trouble = String.valueOf(e.getMessage());
            parts.counters().event(Protocol.INSTRUMENT, "file_refused");
            log.error("{} is not used, what is polled stays as it was: {}", settings.file(), trouble);
        } catch (RuntimeException e) {
            // What it stopped it may not have started again: the next look does.
            file.forget();
            failed(e);
        }
    }

    /** One line for each news, not one for each look. */
    private void failed(RuntimeException e) {
        String news = "our own code failed on it: " + e;
        if (!news.equals(trouble)) {
            trouble = news;
            parts.counters().event(Protocol.INSTRUMENT, "file_refused");
            log.error("Our own code failed while looking at {}", settings.file(), e);
        }
    }

    /** Ends the lines that are gone or differ, then starts the new ones; lines that are the same are not touched. */
    private void apply(List<LineConfig> wanted) {
        var ending = new ArrayList<>(running.values());
        ending.removeIf(line -> wanted.contains(line.config()));
        stop(ending);
        int started = 0;
        for (LineConfig config : wanted) {
            if (!running.containsKey(config.name())) {
                PollLine line = lines.open(config);
                running.put(config.name(), line);
                line.start();
                started++;
            }
        }
        log.info("{} lines are polled: {} stopped, {} started", running.size(), ending.size(), started);
    }

    private void stop(List<PollLine> ending) {
        var left = new CountDownLatch(ending.size());
        ending.forEach(line -> {
            running.remove(line.config().name());
            line.stop(left::countDown);
        });
        try {
            if (!left.await(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("{} lines have not ended in time", left.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops asking, waits for what is on its way to the log, and closes the connections. */
    @Override
    public void close() {
        watch.shutdown();
        try {
            watch.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop(List.copyOf(running.values()));
        parts.outbox().close();
        names.close();
        loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(Duration.ofMillis(STOP_MILLIS).toMillis());
    }
}
