package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page of a list begins. */
final class Cursor {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Cursor() {}

    /** Returns the position after which to go on; 0 = from the start. */
    static long parse(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(after).matches()) {
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be a 'next' of this list, or absent");
        }
        return Long.parseLong(after);
    }
}
