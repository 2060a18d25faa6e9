package io.plumewatch.wire.obd;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What the serials of one terminal's uploads say about missing ones, in the order of their arrival. Not thread-safe.
 *
 * <p>Serials should run 1..65531, one a packet, and begin anew each day. Terminals keep counting over days, count by
 * tens, by block, or not at all. So a jump backwards or a far one is a new beginning and no gap, and where the packets
 * tell their times, no more packets are missing than seconds. A packet from the store fills the gap that its time lies
 * in, whatever its serial.
 */
public final class PacketSerials {

    /** The most packets that one gap can have: a day of packets of ten seconds. */
    public static final int MOST_MISSING = 8_640;

    /** Stays empty. */
    private static final Deque<Gap> NO_GAPS = new ArrayDeque<>(1);

    private static final int HIGHEST = 65_531;
    private static final int MOST_OVER_THE_TOP = 100;
    private static final int MOST_GAPS = 16;
    private static final int MOST_REMEMBERED_BYTES = 8 * 1024;

    /** Most terminals never have one. */
    private Deque<Gap> gaps = NO_GAPS;

    private @Nullable Span last;

    /**
     * What one upload changes.
     *
     * @param received packets of the numbering that came in with it: 1, or 0 for a repetition and for old history
     * @param missing packets now known to be missing; negative for one that came late
     */
    public record Count(int received, int missing) {

        private static final Count NOTHING = new Count(0, 0);
        private static final Count ONE = new Count(1, 0);

        private static final Count ONE_LATE = new Count(1, -1);
    }

    /** Takes the next upload. */
    public Count take(ObdMessage.Upload upload) {
        Span now = Span.of(upload);
        if (upload.supplementary()) {
            return now.isTimed() && fill(now.beginMillis) ? Count.ONE_LATE : Count.NOTHING;
        }
        Span before = last;
        last = now;
        if (before == null) {
            return Count.ONE;
        }
        if (now.equals(before) && now.isTimed()) {
            return Count.NOTHING;
        }
        int missing = missing(before, now);
        if (missing > 0 && before.isTimed() && now.isTimed()) {
            gaps = gaps == NO_GAPS ? new ArrayDeque<>(1) : gaps;
            gaps.addLast(new Gap(before.endMillis, now.beginMillis, missing));
            // Together no more than a day: what is kept of them is a few KiB, however long and often a line is down.
            while (gaps.size() > MOST_GAPS
                    || gaps.stream().mapToInt(gap -> gap.missing).sum() > MOST_MISSING) {
                gaps.removeFirst();
            }
        }
        return new Count(1, missing);
    }

    private boolean fill(long beginMillis) {
        for (Iterator<Gap> open = gaps.iterator(); open.hasNext(); ) {
            Gap gap = open.next();
            if (gap.fill(beginMillis)) {
                if (gap.isFull()) {
                    open.remove();
                }
                while (gaps.size() > 1 && rememberedBytes() > MOST_REMEMBERED_BYTES) {
                    gaps.removeFirst();
                }
                return true;
            }
        }
        return false;
    }

    /** Returns how many bytes the late packets that came hold in memory. */
    int rememberedBytes() {
        return gaps.stream().mapToInt(gap -> gap.filled.size() / Byte.SIZE).sum();
    }

    private static int missing(Span before, Span now) {
        int between = now.first - before.last - 1;
        if (between < 0) {
            int overTheTop = between + HIGHEST;
            between = overTheTop >= 0 && overTheTop <= MOST_OVER_THE_TOP ? overTheTop : 0;
        }
        // Who counts by block makes a gap as wide as the packets that are missing.
        int width = Math.max(1, now.last - now.first + 1);
        int packets = (between + width - 1) / width;
        if (before.isTimed() && now.isTimed()) {
            long seconds = Duration.ofMillis(now.beginMillis - before.endMillis).toSeconds() - 1;
            packets = (int) Math.min(packets, Math.max(0, seconds));
        }
        return packets > MOST_MISSING ? 0 : packets;
    }

    /**
     * The serials and times that one packet covers. Every terminal leaves its last one here: the times are plain
     * numbers, and those of a packet without any begin after their end.
     */
    private record Span(int first, int last, long beginMillis, long endMillis) {

        static Span of(ObdMessage.Upload upload) {
            Integer packet = upload.serial();
            Integer first = packet;
            Integer last = packet;
            long begin = Long.MAX_VALUE;
            long end = Long.MIN_VALUE;
            for (ObdBlock block : upload.blocks()) {
                if (packet == null && block.serial() != null) {
                    first = first == null ? block.serial() : first;
                    last = block.serial();
                }
                OffsetDateTime time = block.content() instanceof Measurements ? block.time() : null;
                if (time != null) {
                    begin = Math.min(begin, millis(time));
                    end = Math.max(end, millis(time));
                }
            }
            OffsetDateTime sent = upload.time();
            if (begin > end && sent != null) {
                begin = millis(sent);
                end = begin;
            }
            return new Span(first == null ? 0 : first, last == null ? 0 : last, begin, end);
        }

        boolean isTimed() {
            return beginMillis <= endMillis;
        }

        private static long millis(OffsetDateTime time) {
            return time.toInstant().toEpochMilli();
        }
    }

    /** A hole in the numbering, open until as many different packets as are missing have come late. */
    private static final class Gap {

        private static final long SHORTEST_SLOT_MILLIS = 1_000;

        /** Half of a packet: packets may lie at one end of a long gap, the vehicle having parked for the rest. */
        private static final long LONGEST_SLOT_MILLIS = 5_000;

        /** Nearly two days of the longest slots; beyond that they are counted round. */
        private static final int MOST_SLOTS = 32_768;

        private final long afterMillis;
        private final long beforeMillis;
        private final int missing;
        private final long slotMillis;
        private final BitSet filled;

        Gap(long afterMillis, long beforeMillis, int missing) {
            this.afterMillis = afterMillis;
            this.beforeMillis = beforeMillis;
            this.missing = missing;
            this.filled = new BitSet(2 * missing + 3);
            // Half of what lies between two packets: none of two that differ is taken for the other.
            long half = (beforeMillis - afterMillis) / (2L * (missing + 1));
            this.slotMillis = Math.max(SHORTEST_SLOT_MILLIS, Math.min(LONGEST_SLOT_MILLIS, half));
        }

        boolean fill(long beginMillis) {
            if (beginMillis <= afterMillis || beginMillis >= beforeMillis) {
                return false;
            }
            int slot = (int) ((beginMillis - afterMillis) / slotMillis % MOST_SLOTS);
            boolean fresh = !filled.get(slot);
            filled.set(slot);
            return fresh;
        }

        boolean isFull() {
            return filled.cardinality() >= missing;
        }
    }
}
