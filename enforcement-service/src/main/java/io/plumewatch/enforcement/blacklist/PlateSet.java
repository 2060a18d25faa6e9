package io.plumewatch.enforcement.blacklist;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * An immutable set of packed plates: open addressing in one array, at most half full. Safe to share between threads.
 */
final class PlateSet {

    static final PlateSet EMPTY = PlateSet.of(LongStream.empty());

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final long[] slots;
    private final int shift;
    private final int size;

    private PlateSet(long[] slots, int size) {
        this.slots = slots;
        this.shift = Long.numberOfLeadingZeros(slots.length - 1L);
        this.size = size;
    }

    /** Returns a set of the values; 0 stands for an empty slot and cannot be a member. */
    static PlateSet of(LongStream plates) {
        long[] distinct = plates.distinct().toArray();
        var slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, distinct.length)) << 2)];
        var set = new PlateSet(slots, distinct.length);
        for (long plate : distinct) {
            slots[set.slotOf(plate)] = plate;
        }
        return set;
    }

    boolean contains(long plate) {
        return slots[slotOf(plate)] == plate;
    }

    int size() {
        return size;
    }

    PlateSet plus(LongStream more) {
        return of(LongStream.concat(Arrays.stream(slots).filter(slot -> slot != 0), more));
    }

    /** The slot that holds the plate, or the empty one where the search for it ends. */
    private int slotOf(long plate) {
        int mask = slots.length - 1;
        int slot = (int) (plate * SPREAD >>> shift);
        while (slots[slot] != 0 && slots[slot] != plate) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
