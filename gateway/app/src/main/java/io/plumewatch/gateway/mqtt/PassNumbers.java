package io.plumewatch.gateway.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the units' own numbers of their passes say about missing ones.
 *
 * <p>A unit counts up by one. A smaller number than before is a late pass when it lies in a gap, which it then fills. When
 * it does not, it is a new beginning, or nothing when it was replayed; a jump that is too far to be a loss is one as well. Units are forgotten, the longest silent
 * first.
 */
final class PassNumbers {

    /** A day offline at a busy site; a jump beyond that is a new beginning. */
    static final long FURTHEST_JUMP = 20_000;

    private static final int MOST_UNITS = 20_000;
    private static final int MOST_GAPS = 64;

    private final Map<String, Unit> units = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unit> eldest) {
            return size() > MOST_UNITS;
        }
    };

    /**
     * Takes the number of a pass that was stored.
     *
     * @param replayed whether the unit marked it as sent from its store
     * @return how many passes are now known to be missing; negative for one that came late
     */
    synchronized long missing(String deviceNo, @Nullable Long number, boolean replayed) {
        return number == null
                ? 0
                : units.computeIfAbsent(deviceNo, each -> new Unit()).take(number, replayed);
    }

    private record Gap(long first, long last) {}

    private static final class Unit {

        private final Deque<Gap> gaps = new ArrayDeque<>();
        private long highest = -1;

        long take(long number, boolean replayed) {
            if (highest < 0 || number > highest + FURTHEST_JUMP) {
                return beginAt(number);
            }
            if (number > highest) {
                long missing = number - highest - 1;
                if (missing > 0) {
                    remember(new Gap(highest + 1, number - 1));
                }
                highest = number;
                return missing;
            }
            if (fill(number)) {
                return -1;
            }
            return replayed || number == highest ? 0 : beginAt(number);
        }

        private long beginAt(long number) {
            gaps.clear();
            highest = number;
            return 0;
        }

        private boolean fill(long number) {
            for (Iterator<Gap> all = gaps.iterator(); all.hasNext(); ) {
                Gap gap = all.next();
                if (number >= gap.first && number <= gap.last) {
                    all.remove();
                    split(gap, number);
                    return true;
                }
            }
            return false;
        }

        private void split(Gap gap, long number) {
            if (number > gap.first) {
                remember(new Gap(gap.first, number - 1));
            }
            if (number < gap.last) {
                remember(new Gap(number + 1, gap.last));
            }
        }

        private void remember(Gap gap) {
            gaps.addLast(gap);
            if (gaps.size() > MOST_GAPS) {
                gaps.removeFirst();
            }
        }
    }
}
