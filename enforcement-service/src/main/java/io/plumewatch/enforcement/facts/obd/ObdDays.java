package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.standards.ObdStandards;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The figures of vehicles' days: of open ones from their seconds, of closed ones as they were. */
@Repository
class ObdDays {

    private static final String CLOSED = """
            select statistics::text from obd_day
             where vin = :vin and local_day between :from and :to
            """;

    private static final String CLOSE = """
            insert into obd_day (vin, local_day, statistics, closed_at)
            values (:vin, :day, cast(:statistics as jsonb), :at)
            on conflict (vin, local_day) do nothing
            """;

    private static final String FORGET = "delete from obd_day where local_day < :day";

    private final JdbcClient jdbc;
    private final ObdSlots slots;
    private final ObdStandards standards;
    private final JsonMapper json;
    private final Clock clock;

    ObdDays(JdbcClient jdbc, ObdSlots slots, ObdStandards standards, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.slots = slots;
        this.standards = standards;
        this.json = json;
        this.clock = clock;
    }

    /** Returns the days of a vehicle that have anything, first to last. */
    List<DayStatistics> of(String vin, LocalDate from, LocalDate to) {
        var days = new TreeMap<LocalDate, DayStatistics>();
        open(vin, from.datesUntil(to.plusDays(1)).toList()).forEach(day -> days.put(day.day(), day));
        closed(vin, from, to).forEach(day -> days.put(day.day(), day));
        return List.copyOf(days.values());
    }

    /** Closes some vehicles' day: their figures stay, their seconds go. What came after an earlier closing goes too. */
    void close(LocalDate day, Collection<String> vins) {
        for (String vin : vins) {
            for (DayStatistics statistics : open(vin, List.of(day)).toList()) {
                jdbc.sql(CLOSE)
                        .param("vin", vin)
                        .param("day", day)
                        .param("statistics", json.writeValueAsString(statistics))
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
        slots.delete(day, vins);
    }

    int forgetBefore(LocalDate day) {
        return jdbc.sql(FORGET).param("day", day).update();
    }

    private Stream<DayStatistics> open(String vin, List<LocalDate> days) {
        return slots.days(vin, days).entrySet().stream()
                .map(entry -> DayStatistics.of(
                        entry.getValue(), standards.obdPolicies().on(entry.getKey())));
    }

    private List<DayStatistics> closed(String vin, LocalDate from, LocalDate to) {
        return jdbc
                .sql(CLOSED)
                .param("vin", vin)
                .param("from", from)
                .param("to", to)
                .query(String.class)
                .list()
                .stream()
                .map(text -> json.readValue(text, DayStatistics.class))
                .toList();
    }
}
