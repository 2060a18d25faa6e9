package io.plumewatch.gateway.quarantine;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.plumewatch.gateway.redis.RedisLink;
import io.plumewatch.wire.log.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What operators see of the quarantine, oldest first. */
public final class QuarantineList {

    private static final int PAGE = 100;

    /** Entries read at once: each may hold 1 MiB. */
    private static final int STEP = 16;

    private final RedisLink link;

    public QuarantineList(RedisLink link) {
        this.link = link;
    }

    /**
     * Returns the next page.
     *
     * @param after id of the last entry already seen, or empty for the first page
     * @throws QuarantineUnavailable when Redis cannot be reached
     */
    public Page page(String after, Predicate<QuarantineItem> wanted) {
        var items = new ArrayList<QuarantineItem>();
        String last = after;
        while (items.size() < PAGE) {
            List<StreamMessage<String, byte[]>> entries = read(last);
            for (StreamMessage<String, byte[]> entry : entries) {
                last = entry.getId();
                QuarantineItem item = QuarantineFields.read(last, entry.getBody());
                if (wanted.test(item)) {
                    items.add(item);
                }
            }
            if (entries.size() < STEP) {
                return new Page(items, null);
            }
        }
        return new Page(items, last);
    }

    private List<StreamMessage<String, byte[]>> read(String last) {
        try {
            return link.open().sync().xrange(Streams.QUARANTINE, beyond(last), Limit.from(STEP));
        } catch (RedisException e) {
            link.dropIfSilent(e);
            throw new QuarantineUnavailable(e);
        }
    }

    private static Range<String> beyond(String last) {
        return last.isEmpty()
                ? Range.unbounded()
                : Range.from(Range.Boundary.excluding(last), Range.Boundary.unbounded());
    }

    /** One page and where the next one begins; null at the end. */
    public record Page(List<QuarantineItem> items, @Nullable String next) {}
}
