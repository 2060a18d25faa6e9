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

    private static final int PAGE_BYTES = 4 << 20;

    /** Entries read at once: each may hold 1 MiB. */
    private static final int STEP = 16;

    private final RedisLink link;

    public QuarantineList(RedisLink link) {
        this.link = link;
    }

    /**
     * Returns the next page of what operators may see.
     *
     * @param after id of the last entry already seen, or empty for the first page
     * @throws QuarantineUnavailable when Redis cannot be reached
     */
    public Page<QuarantineItem> page(String after, Predicate<QuarantineItem> wanted) {
        var items = new ArrayList<QuarantineItem>();
        String next = walk(after, entry -> {
            QuarantineItem item = entry.masked();
            if (wanted.test(item)) {
                items.add(item);
            }
            return items.size() < PAGE;
        });
        return new Page<>(items, next);
    }

    /** Returns the next page of whole entries: some hundred, or fewer when they are large. */
    public Page<QuarantineEntry> whole(String after, Predicate<QuarantineEntry> wanted) {
        var entries = new ArrayList<QuarantineEntry>();
        String next = walk(after, entry -> {
            if (wanted.test(entry)) {
                entries.add(entry);
            }
            return entries.size() < PAGE
                    && entries.stream().mapToInt(kept -> kept.payload().length).sum() < PAGE_BYTES;
        });
        return new Page<>(entries, next);
    }

    /** Shows entries until {@code more} has enough; returns the last one shown, or null at the end. */
    private @Nullable String walk(String after, Predicate<QuarantineEntry> more) {
        String last = after;
        while (true) {
            List<StreamMessage<String, byte[]>> entries = read(last);
            for (StreamMessage<String, byte[]> entry : entries) {
                last = entry.getId();
                if (!more.test(QuarantineFields.read(last, entry.getBody()))) {
                    return last;
                }
            }
            if (entries.size() < STEP) {
                return null;
            }
        }
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
    public record Page<T>(List<T> items, @Nullable String next) {}
}
