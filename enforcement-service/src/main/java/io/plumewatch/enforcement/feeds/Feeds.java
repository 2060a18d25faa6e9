package io.plumewatch.enforcement.feeds;

import io.plumewatch.enforcement.access.Areas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one feed table. Positions are given out as the last statement before commit, so that number order is commit
 * order and a cursor never skips a late committer.
 */
public interface Feeds {

    /**
     * Appends an item when the caller's transaction commits; without one, {@link IllegalStateException}.
     *
     * @param feed name of the feed, for example {@code referrals}
     * @param subject what readers may filter by besides the area, for example a check-point id; or empty
     * @param json the item as it goes out, byte for byte
     */
    void append(String feed, String areaCode, String subject, String json);

    /**
     * Reads items after a position, in order.
     *
     * @param after cursor as given out earlier; null or empty = from the start
     * @param subject only items of this subject; null = all
     * @param limit at most this many, 1..1000
     * @param wait how long to wait for a first item, at most 30 s
     * @throws io.plumewatch.enforcement.access.Refusal 400 INVALID_CURSOR
     */
    Page read(String feed, Areas areas, @Nullable String subject, @Nullable String after, int limit, Duration wait);

    /** Returns the item of a feed that was appended last, whatever its area. */
    Optional<Item> last(String feed);

    /** Returns a feed's item at a position, whatever its area. */
    Optional<Item> at(String feed, String position);

    /**
     * Makes every cursor that was given out so far invalid, in the caller's transaction: after a restore they stand for
     * items that were lost, and whoever followed one would skip what took their places.
     *
     * @param highest the highest position that anybody is known to have; the next items come far above it
     */
    void restart(long highest);

    /** Returns the position after the last item that was given out so far, of any feed. */
    String end();

    /** Items and the position after the last of them; {@code next} is {@code after} again when there are none. */
    record Page(List<Item> items, String next) {}

    /** One item at its position. */
    record Item(String position, String subject, String json) {}
}
