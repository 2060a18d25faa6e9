package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to ask for after it; null = this was the last
 */
public record ListPage<T>(List<T> items, @Nullable String next) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * Makes a page of what was read.
     *
     * @param read one more than a page holds, if there are as many
     * @param most items of a page
     * @param cursor where to go on after an item
     */
    public static <T> ListPage<T> of(List<T> read, int most, Function<T, String> cursor) {
        return read.size() <= most
                ? new ListPage<>(read, null)
                : new ListPage<>(read.subList(0, most), cursor.apply(read.get(most - 1)));
    }

    /**
     * Returns the number after which to go on; 0 = from the start.
     *
     * @throws Refusal INVALID_CURSOR
     */
    public static long position(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be a 'next' of this list, or absent");
        }
        return Long.parseLong(after);
    }
}
