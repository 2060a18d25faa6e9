package io.plumewatch.enforcement.feeds;

import io.plumewatch.enforcement.access.Areas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The feed table and its counter. */
@Repository
class FeedStore {

    /**
     * Holds the counter's row until commit: the next writer gets its positions only when ours can be seen. So whoever
     * reads up to a position has read all that will ever stand below it.
     */
    private static final String TAKE_POSITIONS =
            "update feed_counter set position = position + :count returning position";

    private static final String INSERT = """
            insert into feed_item (position, feed, area_code, subject, json)
            values (:position, :feed, :areaCode, :subject, :json)
            """;

    private static final String READ = """
            select position, subject, json
              from feed_item
             where feed = :feed
               and position > :after
               and area_code like any (:areas)
             order by position
             limit :limit
            """;

    private static final String READ_SUBJECT = """
            select position, subject, json
              from feed_item
             where feed = :feed
               and subject = :subject
               and position > :after
               and area_code like any (:areas)
             order by position
             limit :limit
            """;

    private static final String LAST = """
            select position, subject, json from feed_item where feed = :feed order by position desc limit 1
            """;

    private static final String AT =
            "select position, subject, json from feed_item where feed = :feed and position = :position";

    private static final String POSITION = "select position from feed_counter";

    private static final String GAVE = """
            select :cursor = 0 or :cursor between oldest_cursor and position from feed_counter
            """;

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
        long last = jdbc.sql(TAKE_POSITIONS)
                .param("count", items.size())
                .query(Long.class)
                .single();
        long position = last - items.size();
        for (NewItem item : items) {
            position++;
            jdbc.sql(INSERT)
                    .param("position", position)
                    .param("feed", item.feed())
                    .param("areaCode", item.areaCode())
                    .param("subject", item.subject())
                    .param("json", item.json())
                    .update();
        }
    }

    List<Feeds.Item> read(String feed, Areas areas, @Nullable String subject, long after, int limit) {
        return jdbc.sql(subject == null ? READ : READ_SUBJECT)
                .param("feed", feed)
                .param("subject", subject)
                .param("after", after)
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("limit", limit)
                .query((row, number) -> item(row))
                .list();
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

    /** Returns whether a cursor, 0 for the start, may be followed. */
    boolean gave(long cursor) {
        return jdbc.sql(GAVE).param("cursor", cursor).query(Boolean.class).single();
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
