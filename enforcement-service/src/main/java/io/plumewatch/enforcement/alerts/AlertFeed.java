package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.feeds.Feeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The feed of alerts as crews read it. An alert stands in it once as raised and once more with each change; whoever
 * asks for a state gets each alert once, as it is now.
 */
@Component
class AlertFeed {

    /** So many pages of other states are gone through for one answer. */
    private static final int MOST_ROUNDS = 10;

    private final Feeds feeds;
    private final Alerts alerts;
    private final JsonMapper json;

    AlertFeed(Feeds feeds, Alerts alerts, JsonMapper json) {
        this.feeds = feeds;
        this.alerts = alerts;
        this.json = json;
    }

    /**
     * Reads a page. What is open is read as it is now when asked for from the start: a board that has had many alerts
     * must not go through all of them. Otherwise the feed is read on for what is in the state, for a while: then the
     * page is empty, and the next one goes on behind it.
     *
     * @param boardId null = everything in the caller's areas
     */
    Page read(Caller caller, @Nullable String boardId, Alert.@Nullable State state, String after, Window window) {
        // What comes down the road to a check-point may have happened in the next city: the board's own area counts.
        Areas areas = boardId == null ? caller.areas() : Areas.EVERYWHERE;
        if (!after.isEmpty() || state == null || state == Alert.State.CLOSED) {
            return walk(areas, boardId, state, after, window);
        }
        // The position first: what changes meanwhile is then told once more, never left out.
        String end = feeds.end();
        List<Alert> now = alerts.unclosed(areas, boardId, state, window.limit() + 1);
        if (now.isEmpty()) {
            return walk(areas, boardId, state, end, window);
        }
        return now.size() > window.limit()
                ? walk(areas, boardId, state, after, window)
                : new Page(now.stream().<JsonNode>map(Alert::json).toList(), end);
    }

    private Page walk(Areas areas, @Nullable String boardId, Alert.@Nullable State state, String after, Window window) {
        long deadline = System.nanoTime() + window.patience().toNanos();
        String position = after;
        for (int rounds = 1; ; rounds++) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Feeds.Page page = feeds.read(Alerts.FEED, areas, boardId, position, window.limit(), left);
            List<JsonNode> items = state == null ? all(page) : inState(page, state);
            if (!items.isEmpty() || page.items().isEmpty() || (rounds >= MOST_ROUNDS && left.isZero())) {
                return new Page(items, page.next());
            }
            position = page.next();
        }
    }

    private List<JsonNode> all(Feeds.Page page) {
        return page.items().stream().map(item -> json.readTree(item.json())).toList();
    }

    private List<JsonNode> inState(Feeds.Page page, Alert.State state) {
        List<JsonNode> items = all(page);
        Map<Long, Alert> now =
                alerts.findAll(items.stream().map(AlertFeed::alertId).distinct().toList());
        return items.stream()
                .filter(item -> stands(item, now.get(alertId(item)), state))
                .toList();
    }

    private static boolean stands(JsonNode item, @Nullable Alert now, Alert.State state) {
        return now != null
                && now.state() == state
                && now.version() == item.path("version").intValue();
    }

    private static long alertId(JsonNode item) {
        return Long.parseLong(item.path("id").stringValue());
    }

    /** How much is read, and how long for. */
    record Window(int limit, Duration patience) {}

    /** Items and the position after the last; never null. */
    record Page(List<JsonNode> items, String next) {}
}
