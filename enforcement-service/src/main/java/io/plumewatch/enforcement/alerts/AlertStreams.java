package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.feeds.Feeds;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open event streams. One thread follows the feed and wakes the streams whose board has news; a few threads carry
 * the news out. Slow clients hold up nobody but, for a while, one of these threads.
 */
@Component
final class AlertStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AlertStreams.class);

    private static final int SENDERS = 8;
    private static final int PAGE = 1_000;
    private static final long TICK_SECONDS = 15;
    private static final Duration LISTEN = Duration.ofSeconds(10);

    private final Feeds feeds;
    private final AlertSettings settings;
    private final JsonMapper json;
    private final Set<AlertStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS, daemon("alert-stream"));
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(daemon("alert-tick"));

    private volatile @Nullable Thread listener;

    AlertStreams(Feeds feeds, AlertSettings settings, JsonMapper json) {
        this.feeds = feeds;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Opens a stream of one board.
     *
     * @param after feed position after which to start; empty = from the start
     * @throws Refusal 400 INVALID_CURSOR; 503 when too many are open
     */
    SseEmitter open(String boardId, String after) {
        feeds.read(Alerts.FEED, Areas.EVERYWHERE, boardId, after, 1, Duration.ZERO);
        // A browser comes back at once when a stream ends; not to an instance that is stopping.
        if (open.incrementAndGet() > settings.mostStreams() || !isRunning()) {
            open.decrementAndGet();
            throw Refusal.of(
                    503, "TOO_MANY_STREAMS", "no more streams here just now; come again in a minute", Map.of());
        }
        var emitter = new SseEmitter(settings.streamFor().toMillis());
        var stream = new AlertStream(boardId, after, emitter, feeds, json);
        emitter.onCompletion(() -> remove(stream));
        emitter.onTimeout(emitter::complete);
        streams.add(stream);
        try {
            // Sent at once, so that the client knows that it is connected before anything happens.
            emitter.send(SseEmitter.event().comment("open"));
        } catch (IOException e) {
            remove(stream);
        }
        stream.pump(senders);
        return emitter;
    }

    int openStreams() {
        return open.get();
    }

    @Override
    public void start() {
        ticker.scheduleAtFixedRate(
                () -> streams.forEach(stream -> stream.tick(senders)), TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        var thread = new Thread(this::listen, "alert-feed");
        thread.setDaemon(true);
        listener = thread;
        thread.start();
    }

    /** Ends all streams first, else a graceful stop of the web server would wait for them. */
    @Override
    public void stop() {
        Thread thread = listener;
        listener = null;
        if (thread != null) {
            thread.interrupt();
        }
        ticker.shutdownNow();
        streams.forEach(AlertStream::end);
        senders.shutdown();
    }

    @Override
    public boolean isRunning() {
        return listener != null;
    }

    private void listen() {
        var lastOfBoards = new HashMap<String, String>();
        String position = "";
        while (listener == Thread.currentThread()) {
            try {
                position = position.isEmpty() ? feeds.end() : wake(position, lastOfBoards);
            } catch (Refusal e) {
                // The database was restored, and the position stands for nothing any more; clients begin again too.
                LOG.warn("the feed of alerts does not know position {}: {}", position, e.code());
                position = "";
                lastOfBoards.clear();
                streams.forEach(AlertStream::end);
            } catch (RuntimeException e) {
                if (isRunning()) {
                    LOG.warn("The feed of alerts cannot be read just now; trying again", e);
                    pause();
                }
            }
        }
    }

    /** Reads once for all: each reading of its own is a turn of the processor more before a crew sees an alert. */
    private String wake(String after, Map<String, String> lastOfBoards) {
        Feeds.Page page = feeds.read(Alerts.FEED, Areas.EVERYWHERE, null, after, PAGE, LISTEN);
        page.items().stream()
                .collect(Collectors.groupingBy(Feeds.Item::subject))
                .forEach((board, items) -> {
                    String before =
                            lastOfBoards.put(board, items.get(items.size() - 1).position());
                    tell(board, new AlertNews(before == null ? after : before, items));
                });
        return page.next();
    }

    private void tell(String board, AlertNews news) {
        streams.stream().filter(stream -> stream.boardId().equals(board)).forEach(stream -> stream.tell(news, senders));
    }

    private void remove(AlertStream stream) {
        if (streams.remove(stream)) {
            open.decrementAndGet();
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemon(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
