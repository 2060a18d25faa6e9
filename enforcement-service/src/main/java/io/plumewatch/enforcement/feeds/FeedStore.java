package io.plumewatch.enforcement.feeds;

import io.plumewatch.enforcement.access.Areas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The feed table and its counter. */
@Repository
class FeedStore {

    /**
     * Holds the counter's row until commit: the next writer gets its positions only when ours can be seen. So whoever
     * reads up to a position has read all that will ever stand below it.
     */
    private static final String WRITE = """
            with taken as (update feed_counter
                              set position = position + cardinality(:feeds)
                           returning position - cardinality(:feeds) as before)
            insert into feed_item (position, feed, area_code, subject, json)
            select taken.before + item.n, item.feed, item.area_code, item.subject, item.json
              from taken,
                   unnest(cast(:feeds as text[]), cast(:areaCodes as text[]),
                          cast(:subjects as text[]), cast(:jsons as text[]))
                     with ordinality as item(feed, area_code, subject, json, n)
            """;

    /** One row at least: without items it tells of the cursor alone. */
    private static final String READ = """
            select follows.known, item.position, item.subject, item.json
              from (select :after = 0 or :after between oldest_cursor and position as known from feed_counter) follows
              left join lateral (select position, subject, json
                                   from feed_item
                                  where feed = :feed {of-subject}
                                    and position > :after
                                    and area_code like any (:areas)
                                  order by position
                                  limit :limit) item on follows.known
             order by item.position
            """;

    private static final String READ_ALL = READ.replace("{of-subject}", "");

    private static final String READ_SUBJECT = READ.replace("{of-subject}", "and subject = :subject");

    private static final String LAST = """
            select position, subject, json from feed_item where feed = :feed order by position desc limit 1
            """;

    private static final String AT =
            "select position, subject, json from feed_item where feed = :feed and position = :position";

    private static final String POSITION = "select position from feed_counter";

    /** More than can have been given out since any backup. */
    private static final long FAR = 1_000_000_000;

    private static final String RESTART = """
            update feed_counter
               set position = greatest(position, :highest) + :far, oldest_cursor = greatest(position, :highest) + :far
            """;

    private final JdbcClient jdbc;

    FeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the items at the next positions; must be the last statement of its transaction. */
    void write(List<NewItem> items) {
        jdbc.sql(WRITE)
                .param("feeds", column(items, NewItem::feed))
                .param("areaCodes", column(items, NewItem::areaCode))
                .param("subjects", column(items, NewItem::subject))
                .param("jsons", column(items, NewItem::json))
                .update();
    }

    /** Returns items behind a cursor, 0 for the start; empty when it may not be followed. */
    Optional<List<Feeds.Item>> read(String feed, Areas areas, @Nullable String subject, long after, int limit) {
        var items = new ArrayList<Feeds.Item>();
        ResultSetExtractor<Boolean> known = rows -> read(rows, items);
        boolean follows = Boolean.TRUE.equals(jdbc.sql(subject == null ? READ_ALL : READ_SUBJECT)
                .param("feed", feed)
                .param("subject", subject)
                .param("after", after)
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("limit", limit)
                .query(known));
        return follows ? Optional.of(items) : Optional.empty();
    }

    private static boolean read(ResultSet rows, List<Feeds.Item> items) throws SQLException {
        boolean known = false;
        while (rows.next()) {
            known = rows.getBoolean("known");
            if (rows.getString("position") != null) {
                items.add(item(rows));
            }
        }
        return known;
    }

    private static String[] column(List<NewItem> items, Function<NewItem, String> value) {
        return items.stream().map(value).toArray(String[]::new);
    }

    Optional<Feeds.Item> last(String feed) {
        return jdbc.sql(LAST)
                .param("feed", feed)
                .query((row, number) -> item(row))
                .optional();
    }

    Optional<Feeds.Item> at(String feed, long position) {
        return jdbc.sql(AT)
                .param("feed", feed)
                .param("position", position)
                .query((row, number) -> item(row))
                .optional();
    }

    private static Feeds.Item item(ResultSet row) throws SQLException {
        return new Feeds.Item(row.getString("position"), row.getString("subject"), row.getString("json"));
    }

    void restart(long highest) {
        jdbc.sql(RESTART).param("highest", highest).param("far", FAR).update();
    }

    /** Returns the position that was given out last, of any feed. */
    long position() {
        return jdbc.sql(POSITION).query(Long.class).single();
    }

    /** An item that waits for its position. */
    record NewItem(String feed, String areaCode, String subject, String json) {}
}
