package io.plumewatch.enforcement.feeds;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.access.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one implementation of feeds. */
@Component
class FeedReader implements Feeds {

    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int LARGEST_PAGE = 1000;
    private static final String START = "0";

    private final FeedStore store;
    private final Arrivals arrivals;

    FeedReader(FeedStore store, Arrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    @Override
    public void append(String feed, String areaCode, String subject, String json) {
        Pending.current(store, arrivals).add(new FeedStore.NewItem(feed, areaCode, subject, json));
    }

    @Override
    public Page read(
            String feed, Areas areas, @Nullable String subject, @Nullable String after, int limit, Duration wait) {
        String from = after == null || after.isEmpty() ? START : after;
        long position = position(from);
        int bounded = Math.max(1, Math.min(limit, LARGEST_PAGE));
        List<Item> items = readOrWait(feed, areas, subject, position, bounded, bounded(wait));
        return new Page(
                items, items.isEmpty() ? from : items.get(items.size() - 1).position());
    }

    @Override
    public Optional<Item> last(String feed) {
        return store.last(feed);
    }

    @Override
    public Optional<Item> at(String feed, String position) {
        return store.at(feed, Long.parseLong(position));
    }

    @Override
    public void restart(long highest) {
        store.restart(highest);
    }

    @Override
    public String end() {
        return Long.toString(store.position());
    }

    private List<Item> readOrWait(
            String feed, Areas areas, @Nullable String subject, long after, int limit, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            long mark = arrivals.mark();
            List<Item> items = store.read(feed, areas, subject, after, limit).orElseThrow(FeedReader::neverGivenOut);
            long left = deadline - System.nanoTime();
            if (!items.isEmpty() || left <= 0 || !arrivals.isRunning()) {
                return items;
            }
            try {
                arrivals.await(mark, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return items;
            }
        }
    }

    private static long position(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw neverGivenOut();
        }
        return Long.parseLong(cursor);
    }

    /** Or given out before a restore: following it would skip items silently. */
    private static Refusal neverGivenOut() {
        return Refusal.badRequest(
                "INVALID_CURSOR", "after", "must be a 'next' of this feed, or absent to read from the start");
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
