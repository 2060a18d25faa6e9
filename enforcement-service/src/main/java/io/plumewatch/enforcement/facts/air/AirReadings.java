package io.plumewatch.enforcement.facts.air;

import io.plumewatch.wire.log.Trust;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of air readings. */
@Repository
class AirReadings {

    private static final String KEEP = """
            insert into air_reading (device_no, period, period_start, factor, statistic, variant, name, period_end, value,
                                     unit, raw, flag, usable, warnings, profile, trust, qn, received_at)
            select * from unnest(:devices::text[], :periods::text[], :starts::timestamptz[], :factors::text[],
                                 :statistics::text[], :variants::text[], :names::text[], :ends::timestamptz[],
                                 :numbers::numeric[], :units::text[], :raws::text[], :flags::text[], :usables::boolean[],
                                 :warnings::text[], :profiles::text[], :trusts::int[], :qns::text[],
                                 :receivedAts::timestamptz[])
            on conflict (device_no, period, period_start, factor, statistic, variant) do update
               set trust = greatest(air_reading.trust, excluded.trust),
                   qn = greatest(air_reading.qn, excluded.qn),
                   received_at = least(air_reading.received_at, excluded.received_at)
             where air_reading.trust < excluded.trust
                or air_reading.qn < excluded.qn
                or air_reading.received_at > excluded.received_at
            """;

    /** Rows only ever rise in the order, so whatever falls off here would fall off whenever it came. */
    private static final String FORGET_CLAIMED = """
            delete from air_reading
             using (select device_no, period, period_start, factor, statistic, variant, trust,
                           row_number() over (partition by device_no, period, period_start, factor, statistic
                                              order by trust desc, usable desc, qn desc, variant desc) as place
                      from air_reading
                     where (device_no, period, period_start, factor, statistic) in (
                           select * from unnest(:devices::text[], :periods::text[], :starts::timestamptz[],
                                                :factors::text[], :statistics::text[]))) ranked
             where place > :most and ranked.trust < :authenticated
               and air_reading.device_no = ranked.device_no and air_reading.period = ranked.period
               and air_reading.period_start = ranked.period_start and air_reading.factor = ranked.factor
               and air_reading.statistic = ranked.statistic and air_reading.variant = ranked.variant
            """;

    private static final String FORGET = """
            delete from air_reading
             where ctid = any (array(select ctid from air_reading
                                      where period = :period and period_start < :before
                                      limit :limit))
            """;

    private final JdbcClient jdbc;
    private final AirSettings settings;

    AirReadings(JdbcClient jdbc, AirSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Keeps readings in key order; what is known already only gains. */
    void keep(Collection<ToldReading> told) {
        List<ToldReading> all = List.copyOf(told);
        insert(all);
        List<ToldReading> claimed =
                all.stream().filter(each -> !each.trust().bearsOnDecisions()).toList();
        if (!claimed.isEmpty()) {
            forgetBeyondTheFirst(claimed);
        }
    }

    private void forgetBeyondTheFirst(List<ToldReading> claimed) {
        jdbc.sql(FORGET_CLAIMED)
                .param("devices", texts(claimed, each -> each.key().deviceNo()))
                .param("periods", texts(claimed, each -> each.key().period().name()))
                .param("starts", times(claimed, each -> each.key().periodStart()))
                .param("factors", texts(claimed, each -> each.key().factor()))
                .param("statistics", texts(claimed, each -> each.key().statistic()))
                .param("most", settings.claimedVariants())
                .param("authenticated", Trust.ENROLLED.ordinal())
                .update();
    }

    private void insert(List<ToldReading> all) {
        jdbc.sql(KEEP)
                .param("devices", texts(all, each -> each.key().deviceNo()))
                .param("periods", texts(all, each -> each.key().period().name()))
                .param("starts", times(all, each -> each.key().periodStart()))
                .param("factors", texts(all, each -> each.key().factor()))
                .param("statistics", texts(all, each -> each.key().statistic()))
                .param("variants", texts(all, each -> each.key().variant()))
                .param("names", texts(all, ToldReading::name))
                .param("ends", times(all, ToldReading::periodEnd))
                .param("numbers", all.stream().map(ToldReading::value).toArray(BigDecimal[]::new))
                .param("units", texts(all, ToldReading::unit))
                .param("raws", texts(all, ToldReading::raw))
                .param("flags", texts(all, ToldReading::flag))
                .param("usables", all.stream().map(ToldReading::usable).toArray(Boolean[]::new))
                .param("warnings", texts(all, ToldReading::warnings))
                .param("profiles", texts(all, ToldReading::profile))
                .param(
                        "trusts",
                        all.stream().map(each -> each.trust().ordinal()).toArray(Integer[]::new))
                .param("qns", texts(all, ToldReading::qn))
                .param("receivedAts", times(all, ToldReading::receivedAt))
                .update();
    }

    /** Deletes some readings whose period began before a moment; returns how many. */
    int forget(Period period, Instant before, int most) {
        return jdbc.sql(FORGET)
                .param("period", period.name())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", most)
                .update();
    }

    static Trust trust(int rank) {
        return Trust.values()[rank];
    }

    private static String[] texts(List<ToldReading> all, Function<ToldReading, String> field) {
        return all.stream().map(field).toArray(String[]::new);
    }

    private static String[] times(List<ToldReading> all, Function<ToldReading, Instant> field) {
        return all.stream()
                .map(each -> OffsetDateTime.ofInstant(field.apply(each), ZoneOffset.UTC)
                        .toString())
                .toArray(String[]::new);
    }
}
