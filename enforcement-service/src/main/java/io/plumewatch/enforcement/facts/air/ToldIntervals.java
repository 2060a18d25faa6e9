package io.plumewatch.enforcement.facts.air;

import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what stations answered when asked how long a period of their minute data is. */
@Repository
class ToldIntervals {

    private static final String KEEP = """
            insert into air_minute_interval (device_no, trust, told_at, minutes)
            values (:device, :trust, :toldAt, :minutes)
            on conflict (device_no, trust, told_at) do update
               set minutes = greatest(air_minute_interval.minutes, excluded.minutes)
            """;

    /** What falls off here would fall off whenever it came. */
    private static final String FORGET = """
            delete from air_minute_interval
             where device_no = :device and trust = :trust
               and told_at < (select told_at from air_minute_interval
                               where device_no = :device and trust = :trust
                               order by told_at desc
                              offset :most - 1 limit 1)
            """;

    private final JdbcClient jdbc;
    private final AirSettings settings;

    ToldIntervals(JdbcClient jdbc, AirSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * One answer.
     *
     * @param trust of the session that gave it
     * @param toldAt when it was received; it holds from then
     * @param length 1..30 min
     */
    record Told(String deviceNo, Trust trust, Instant toldAt, Duration length) {}

    /** Keeps answers, the last ones of each station and trust. */
    void keep(Collection<Told> all) {
        for (Told told : all) {
            jdbc.sql(KEEP)
                    .param("device", told.deviceNo)
                    .param("trust", told.trust.ordinal())
                    .param("toldAt", told.toldAt.atOffset(ZoneOffset.UTC))
                    .param("minutes", told.length.toMinutes())
                    .update();
            jdbc.sql(FORGET)
                    .param("device", told.deviceNo)
                    .param("trust", told.trust.ordinal())
                    .param("most", settings.toldIntervals())
                    .update();
        }
    }
}
