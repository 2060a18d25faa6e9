package io.plumewatch.enforcement.facts.obd;

import java.time.LocalDate;
import java.util.Map;

/** The seconds of a vehicle's whole day, put together from its slots. */
final class DaySeconds {

    static final int SECONDS = SlotKey.A_DAY * Slot.SECONDS;

    private final LocalDate day;
    private final short[] marks = new short[SECONDS];
    private final SerialSet serials;

    private DaySeconds(LocalDate day, Map<Integer, Slot> slots) {
        this.day = day;
        SerialSet all = SerialSet.EMPTY;
        for (Map.Entry<Integer, Slot> entry : slots.entrySet()) {
            Slot slot = entry.getValue();
            all = all.plus(slot.serialSet());
            for (int second = 0; second < Slot.SECONDS; second++) {
                marks[entry.getKey() * Slot.SECONDS + second] = (short) slot.marks(second);
            }
        }
        this.serials = all;
    }

    /** Takes the slots by their number, 0..143. */
    static DaySeconds of(LocalDate day, Map<Integer, Slot> slots) {
        return new DaySeconds(day, slots);
    }

    LocalDate day() {
        return day;
    }

    int marks(int second) {
        return marks[second];
    }

    SerialSet serials() {
        return serials;
    }

    /** Returns whether a second from {@code first} on has all the marks. */
    boolean has(int all, int first) {
        for (int second = first; second < SECONDS; second++) {
            if ((marks[second] & all) == all) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many seconds have all the first marks and none of the others. */
    int count(int all, int none) {
        int count = 0;
        for (short mark : marks) {
            count += (mark & all) == all && (mark & none) == 0 ? 1 : 0;
        }
        return count;
    }
}
