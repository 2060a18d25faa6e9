package io.plumewatch.enforcement.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.feeds.Feeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** A stream shows every alert of its board once and in order, whoever has read it. */
class AlertStreamTests {

    private final Written feed = new Written();
    private final Shown shown = new Shown();

    @Test
    void sendsWhatTheListenerHasReadWithoutReadingItAgain() {
        AlertStream stream = streamAfter("5");

        stream.tell(news("5", "7", "8"), Runnable::run);
        stream.tell(news("8", "12"), Runnable::run);

        assertThat(shown.positions()).containsExactly("7", "8", "12");
        assertThat(feed.reads).isZero();
    }

    @Test
    void readsWhatStandsBetweenItsPositionAndTheNews() {
        feed.has("6", "7");
        AlertStream stream = streamAfter("5");

        stream.tell(news("6", "7"), Runnable::run);

        assertThat(shown.positions()).containsExactly("6", "7");
        assertThat(feed.reads).isEqualTo(1);
    }

    @Test
    void sendsNothingTwiceThatItHasReadItself() {
        feed.has("6", "7");
        AlertStream stream = streamAfter("5");
        stream.pump(Runnable::run);

        stream.tell(news("5", "6", "7", "9"), Runnable::run);

        assertThat(shown.positions()).containsExactly("6", "7", "9");
    }

    @Test
    void readsTheNewsThatItWasTooSlowFor() {
        var later = new ArrayList<Runnable>();
        AlertStream stream = streamAfter("5");
        stream.tell(news("5", "6"), later::add);
        stream.tell(news("6", "7"), later::add);
        feed.has("6", "7");

        later.forEach(Runnable::run);

        assertThat(shown.positions()).containsExactly("6", "7");
    }

    private AlertStream streamAfter(String position) {
        return new AlertStream(
                "CP-1", position, shown, feed, JsonMapper.builder().build());
    }

    private static AlertNews news(String after, String... positions) {
        return new AlertNews(after, items(positions));
    }

    private static List<Feeds.Item> items(String... positions) {
        return List.of(positions).stream()
                .map(position -> new Feeds.Item(position, "CP-1", "{\"version\":1}"))
                .toList();
    }

    /** A client's line that keeps what goes over it. */
    private static final class Shown extends SseEmitter {

        private final StringBuilder sent = new StringBuilder();

        @Override
        public void send(SseEventBuilder event) throws IOException {
            event.build().forEach(part -> sent.append(part.getData()));
        }

        List<String> positions() {
            return Pattern.compile("id:([0-9]+)")
                    .matcher(sent)
                    .results()
                    .map(id -> id.group(1))
                    .toList();
        }
    }

    /** What stands in the feed. */
    private static final class Written extends OnlyRead {

        private final List<Item> items = new ArrayList<>();
        private int reads;

        void has(String... positions) {
            items.addAll(AlertStreamTests.items(positions));
        }

        @Override
        public Page read(
                String feed, Areas areas, @Nullable String subject, @Nullable String after, int limit, Duration wait) {
            reads++;
            long from = Long.parseLong(String.valueOf(after));
            List<Item> behind = items.stream()
                    .filter(item -> Long.parseLong(item.position()) > from)
                    .toList();
            return new Page(behind, String.valueOf(after));
        }
    }
}
