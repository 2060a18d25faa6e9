package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.ObdPolicy;
import io.plumewatch.wire.log.LogEntry;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The slots of a test, written and read again after each packet as the table would have them. */
final class Book {

    static final ObdPolicy POLICY = new ObdPolicy("T-1", LocalDate.EPOCH, null, 30, 180, 60, 8, 72, "a test");

    private final Map<SlotKey, Slot> slots = new HashMap<>();

    static Book of(List<LogEntry> entries) {
        var book = new Book();
        entries.forEach(book::add);
        return book;
    }

    void add(LogEntry entry) {
        var packet = new Packet(entry, Frames.read(entry), POLICY);
        for (Observation observed : packet.observations()) {
            Slot slot = slots.getOrDefault(observed.slot(), Slot.empty());
            slot.add(observed);
            slots.put(observed.slot(), Slot.of(slot.seconds(), slot.serials()));
        }
    }

    DayStatistics day(LocalDate day) {
        var ofDay = new HashMap<Integer, Slot>();
        slots.forEach((key, slot) -> {
            if (key.day().equals(day)) {
                ofDay.put(key.slot(), slot);
            }
        });
        return DayStatistics.of(DaySeconds.of(day, ofDay), POLICY);
    }
}
