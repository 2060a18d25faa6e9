package io.plumewatch.enforcement.facts.obd;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of vehicles' slots. */
@Repository
class ObdSlots {

    private static final String FIND = """
            select local_day, vin, slot, seconds, serials
              from unnest(:days::date[], :vins::text[], :slots::int[]) as wanted (local_day, vin, slot)
              join obd_slot using (local_day, vin, slot)
            """;

    private static final String WRITE = """
            insert into obd_slot (local_day, vin, slot, seconds, serials)
            select * from unnest(:days::date[], :vins::text[], :slots::int[], :seconds::bytea[], :serials::bytea[])
            on conflict (local_day, vin, slot) do update
               set seconds = excluded.seconds, serials = excluded.serials
            """;

    private static final String OF_VEHICLE = """
            select local_day, vin, slot, seconds, serials
              from obd_slot
             where vin = :vin and local_day = any (:days::date[])
            """;

    private static final String DAYS_BEFORE =
            "select distinct local_day from obd_slot where local_day < :day order by local_day";

    private static final String VINS =
            "select distinct vin from obd_slot where local_day = :day order by vin limit :limit";

    private static final String DELETE = "delete from obd_slot where local_day = :day and vin = any (:vins)";

    private final JdbcClient jdbc;

    ObdSlots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns those that exist. */
    Map<SlotKey, Slot> find(Collection<SlotKey> keys) {
        var found = new HashMap<SlotKey, Slot>();
        jdbc.sql(FIND)
                .param("days", days(keys))
                .param("vins", vins(keys))
                .param("slots", slots(keys))
                .query(row -> {
                    var key = new SlotKey(
                            row.getObject("local_day", LocalDate.class), row.getString("vin"), row.getInt("slot"));
                    found.put(key, Slot.of(row.getBytes("seconds"), row.getBytes("serials")));
                });
        return found;
    }

    /** Writes in key order. */
    void write(SortedMap<SlotKey, Slot> slots) {
        jdbc.sql(WRITE)
                .param("days", days(slots.keySet()))
                .param("vins", vins(slots.keySet()))
                .param("slots", slots(slots.keySet()))
                .param("seconds", slots.values().stream().map(Slot::seconds).toArray(byte[][]::new))
                .param("serials", slots.values().stream().map(Slot::serials).toArray(byte[][]::new))
                .update();
    }

    /** Returns what is held of a vehicle's days; days without anything are absent. */
    SortedMap<LocalDate, DaySeconds> days(String vin, Collection<LocalDate> days) {
        var slots = new TreeMap<LocalDate, Map<Integer, Slot>>();
        jdbc.sql(OF_VEHICLE)
                .param("vin", vin)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query(row -> {
                    slots.computeIfAbsent(row.getObject("local_day", LocalDate.class), day -> new HashMap<>())
                            .put(row.getInt("slot"), Slot.of(row.getBytes("seconds"), row.getBytes("serials")));
                });
        var whole = new TreeMap<LocalDate, DaySeconds>();
        slots.forEach((day, ofDay) -> whole.put(day, DaySeconds.of(day, ofDay)));
        return whole;
    }

    List<LocalDate> daysBefore(LocalDate day) {
        return jdbc.sql(DAYS_BEFORE).param("day", day).query(LocalDate.class).list();
    }

    /** Returns some of the vehicles that have anything on a day. */
    List<String> vinsOf(LocalDate day, int most) {
        return jdbc.sql(VINS)
                .param("day", day)
                .param("limit", most)
                .query(String.class)
                .list();
    }

    void delete(LocalDate day, Collection<String> vins) {
        jdbc.sql(DELETE)
                .param("day", day)
                .param("vins", vins.toArray(String[]::new))
                .update();
    }

    private static String[] days(Collection<SlotKey> keys) {
        return keys.stream().map(key -> key.day().toString()).toArray(String[]::new);
    }

    private static String[] vins(Collection<SlotKey> keys) {
        return keys.stream().map(SlotKey::vin).toArray(String[]::new);
    }

    private static Integer[] slots(Collection<SlotKey> keys) {
        return keys.stream().map(SlotKey::slot).toArray(Integer[]::new);
    }
}
