package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;

/**
 * Which ten minutes of which vehicle.
 *
 * @param day in China
 * @param slot of the day, 0..143
 */
record SlotKey(LocalDate day, String vin, int slot) implements Comparable<SlotKey> {

    static final int A_DAY = 144;

    private static final Comparator<SlotKey> ORDER =
            Comparator.comparing(SlotKey::day).thenComparing(SlotKey::vin).thenComparing(SlotKey::slot);

    static SlotKey of(String vin, Instant at) {
        ZonedDateTime local = at.atZone(Rulebook.LAW_ZONE);
        return new SlotKey(local.toLocalDate(), vin, local.toLocalTime().toSecondOfDay() / Slot.SECONDS);
    }

    /** Returns which second of its slot a moment is. */
    static int second(Instant at) {
        return at.atZone(Rulebook.LAW_ZONE).toLocalTime().toSecondOfDay() % Slot.SECONDS;
    }

    @Override
    public int compareTo(SlotKey other) {
        return ORDER.compare(this, other);
    }
}
