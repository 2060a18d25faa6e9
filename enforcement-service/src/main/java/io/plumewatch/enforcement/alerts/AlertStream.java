package io.plumewatch.enforcement.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.feeds.Feeds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One crew's event stream: its own position in the feed, and at most one thread at a time that carries it forward.
 *
 * <p>What the listener has read for all streams is sent as it is, if this stream has had all that stands before it;
 * whatever was missed, because it was open too late or too slow, is read from the feed.
 */
final class AlertStream {

    private static final MediaType JSON_TEXT = new MediaType("application", "json", UTF_8);
    private static final int PAGE = 100;

    private final String boardId;
    private final SseEmitter emitter;
    private final Feeds feeds;
    private final JsonMapper json;
    private final AtomicInteger wishes = new AtomicInteger();

    /** The last only: what lies between it and what was sent is read. */
    private final AtomicReference<@Nullable AlertNews> news = new AtomicReference<>();

    private volatile boolean tick;
    private String position;

    AlertStream(String boardId, String position, SseEmitter emitter, Feeds feeds, JsonMapper json) {
        this.boardId = boardId;
        this.position = position;
        this.emitter = emitter;
        this.feeds = feeds;
        this.json = json;
    }

    String boardId() {
        return boardId;
    }

    /** Sends what the listener has read, on the executor. */
    void tell(AlertNews read, Executor executor) {
        news.set(read);
        pump(executor);
    }

    /** Sends a comment, so that both ends notice when the line is dead. */
    void tick(Executor executor) {
        tick = true;
        pump(executor);
    }

    /** Sends what is new, on the executor. Any number of calls while one is at work make one more round. */
    void pump(Executor executor) {
        if (wishes.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    void end() {
        emitter.complete();
    }

    private void run() {
        int done;
        do {
            done = wishes.get();
            try {
                send();
            } catch (IOException | IllegalStateException e) {
                // The client went away, or the container closed the line: the emitter's callbacks take us off the list.
                emitter.completeWithError(e);
                return;
            } catch (RuntimeException e) {
                // The database is away: the client comes again with its last id, and misses nothing.
                emitter.complete();
                return;
            }
        } while (wishes.addAndGet(-done) != 0);
    }

    private void send() throws IOException {
        if (tick) {
            tick = false;
            emitter.send(SseEmitter.event().comment("still here"));
        }
        AlertNews read = news.getAndSet(null);
        if (read != null && number(read.after()) <= number(position)) {
            send(read.items());
        } else {
            sendFromFeed();
        }
    }

    private void sendFromFeed() throws IOException {
        Feeds.Page page;
        do {
            page = feeds.read(Alerts.FEED, Areas.EVERYWHERE, boardId, position, PAGE, Duration.ZERO);
            send(page.items());
        } while (page.items().size() == PAGE);
    }

    private void send(List<Feeds.Item> items) throws IOException {
        for (Feeds.Item item : items) {
            if (number(item.position()) > number(position)) {
                emitter.send(
                        SseEmitter.event().id(item.position()).name(name(item)).data(item.json(), JSON_TEXT));
                position = item.position();
            }
        }
    }

    private static long number(String position) {
        return position.isEmpty() ? 0 : Long.parseLong(position);
    }

    private String name(Feeds.Item item) {
        JsonNode alert = json.readTree(item.json());
        return alert.path("version").intValue() == 1 ? "alert" : "alert-updated";
    }
}
