package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.obd.ObdMessage;
import io.plumewatch.wire.obd.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of alarms of tampering. */
@Repository
public class TamperAlarms {

    private static final String KEEP = """
            insert into obd_tamper (alarm_key, vin, at, received_at, trust, clock, position_valid, longitude, latitude,
                                    payload)
            values (:key, :vin, :at, :receivedAt, :trust, :clock, :positionValid, :longitude, :latitude, :payload)
            on conflict (alarm_key) do nothing
            """;

    private static final String OF_VIN = """
            select at, longitude, latitude, position_valid from obd_tamper
             where vin = :vin order by at desc limit :most
            """;

    private static final String LAST =
            "select max(at) from obd_tamper where vin = :vin and at > :after and at <= :until";

    private static final String FORGET = """
            delete from obd_tamper
             where alarm_key = any (array(select alarm_key from obd_tamper
                                           where received_at < :before
                                           limit :few))
            """;

    private static final String REPEATERS = "select vin from obd_tamper group by vin having count(*) > :most";

    private static final String FORGET_FIRST = """
            delete from obd_tamper
             where alarm_key = any (array(select alarm_key from obd_tamper
                                           where vin = :vin order by at desc, alarm_key desc
                                          offset :most limit :few))
            """;

    /** Enough for a week of alarms each minute. */
    private static final int MOST = 10_000;

    /** Terminals repeat an alarm each minute while its cause lasts; a longer pause is another cause. */
    private static final Duration ONE_CAUSE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    TamperAlarms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Alarms of one cause.
     *
     * @param alarms how many came
     * @param longitude where the first one came from; null where the terminal did not know
     */
    public record Tampering(
            Instant since,
            Instant until,
            int alarms,
            @Nullable Double longitude,
            @Nullable Double latitude) {

        Tampering before(Tampering later) {
            return new Tampering(since, later.until, alarms + later.alarms, longitude, latitude);
        }
    }

    /** Returns what alarms tell of a vehicle, first to last. */
    public List<Tampering> of(String vin) {
        List<Tampering> alarms = jdbc.sql(OF_VIN)
                .param("vin", vin)
                .param("most", MOST)
                .query((row, n) -> {
                    Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
                    boolean valid = row.getBoolean("position_valid");
                    return new Tampering(
                            at,
                            at,
                            1,
                            valid ? row.getObject("longitude", Double.class) : null,
                            valid ? row.getObject("latitude", Double.class) : null);
                })
                .list();
        var causes = new ArrayList<Tampering>();
        for (int i = alarms.size() - 1; i >= 0; i--) {
            Tampering next = alarms.get(i);
            Tampering last = causes.isEmpty() ? null : causes.get(causes.size() - 1);
            if (last != null && !last.until.plus(ONE_CAUSE).isBefore(next.since)) {
                causes.set(causes.size() - 1, last.before(next));
            } else {
                causes.add(next);
            }
        }
        return causes;
    }

    Optional<Instant> last(String vin, Instant after, Instant until) {
        return jdbc.sql(LAST)
                .param("vin", vin)
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    void keep(LogEntry entry, ObdMessage.TamperAlarm alarm) {
        Instant at = Objects.requireNonNullElse(entry.measuredAt(), entry.receivedAt());
        jdbc.sql(KEEP)
                .param("key", entry.key())
                .param("vin", entry.device())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                .param("trust", entry.trust().name())
                .param("clock", entry.clock().name())
                .param("positionValid", alarm.position().valid())
                .param("longitude", degrees(alarm.position().signedLongitude()))
                .param("latitude", degrees(alarm.position().signedLatitude()))
                .param("payload", entry.payload())
                .update();
    }

    /** Deletes some alarms that came before a moment; returns how many. */
    int forgetBefore(Instant before, int few) {
        return jdbc.sql(FORGET)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("few", few)
                .update();
    }

    /** Returns the vehicles with more alarms than that. */
    List<String> withMoreThan(int most) {
        return jdbc.sql(REPEATERS).param("most", most).query(String.class).list();
    }

    /** Deletes some alarms of a vehicle beyond its last ones; returns how many. */
    int forgetBeyondTheLast(int most, String vin, int few) {
        return jdbc.sql(FORGET_FIRST)
                .param("vin", vin)
                .param("most", most)
                .param("few", few)
                .update();
    }

    private static @Nullable Double degrees(Reading reading) {
        return reading instanceof Reading.Value value ? value.number().doubleValue() : null;
    }
}
