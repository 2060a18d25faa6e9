package io.plumewatch.enforcement.facts.air;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.facts.ListPage;
import io.plumewatch.wire.log.Trust;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the air stations of the caller's areas measured. */
@RestController
class AirReadingController {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int PAGE = 500;

    /**
     * The page's readings come first, in the order of an index, so that a page costs no more than it holds. Of what a
     * station says differently of the same, the one that counts; see the package. A period of minutes ends by what the
     * station told last before its start, or first after it; nobody's claim speaks for what was authenticated.
     */
    private static final String LIST = """
            with listed as (
                select distinct period_start, device_no, factor, statistic
                  from air_reading
                 where period = :period
                   and period_start >= :from and period_start < :to
                   {device}
                   and (cast(:factor as text) is null or factor = :factor or name = :factor)
                   and device_no = any (array(select device_no from device where area_code like any (:areas)))
                   and (period_start, device_no, factor, statistic) > (:start, :afterDevice, :afterFactor, :afterStatistic)
                 order by period_start, device_no, factor, statistic
                 limit :limit)
            select period_start,
                   coalesce(period_start + make_interval(mins => interval.minutes), period_end) as period_end,
                   device_no, device.area_code, factor, told.name, statistic, value, unit, raw,
                   flag, usable, warnings, told.profile, trust, received_at, variants
              from listed
              join device using (device_no)
             cross join lateral (
                select period_end, name, value, unit, raw, flag, usable, warnings, profile, trust, received_at,
                       count(*) over () as variants
                  from air_reading
                 where air_reading.device_no = listed.device_no and period = :period
                   and air_reading.period_start = listed.period_start and air_reading.factor = listed.factor
                   and air_reading.statistic = listed.statistic
                 order by trust desc, usable desc, qn desc, variant desc
                 limit 1) told
              left join lateral (
                select minutes
                  from air_minute_interval
                 where :period = 'MINUTE' and air_minute_interval.device_no = listed.device_no
                   and air_minute_interval.trust >= told.trust
                 order by air_minute_interval.trust desc, told_at <= period_start desc,
                          abs(extract(epoch from told_at - period_start))
                 limit 1) interval on true
             order by period_start, device_no, factor, statistic
            """;

    private static final String OF_ALL = LIST.replace("{device}", "");
    private static final String OF_ONE = LIST.replace("{device}", "and device_no = :device");

    private final JdbcClient jdbc;
    private final AirSettings settings;
    private final Clock clock;

    AirReadingController(JdbcClient jdbc, AirSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Readings in the order of their periods; without times those of the last day, and never of a longer time than
     * {@link AirSettings} gives for the period.
     *
     * @param factor code of the standard such as {@code a34004}, or our name such as {@code PM25}
     * @param from first start of a period, with offset
     * @param to the end of starts, exclusive, with offset
     */
    @GetMapping("/api/v1/air-readings")
    @Allow({Role.OFFICER, Role.ADMIN})
    ListPage<Item> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String factor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime to,
            @RequestParam(defaultValue = "HOUR") Period period,
            @RequestParam(required = false) @Nullable String after) {
        Instant end = to == null ? clock.instant() : to.toInstant();
        Instant begin = from == null ? end.minus(A_DAY) : from.toInstant();
        if (begin.isAfter(end)) {
            throw Refusal.badRequest("INVALID_INPUT", "from", "must not be after 'to'");
        }
        Duration longest = Duration.ofDays(settings.spanDays(period));
        if (Duration.between(begin, end).compareTo(longest) > 0) {
            throw Refusal.badRequest(
                    "INVALID_INPUT",
                    "from",
                    "must be at most " + longest.toDays() + " d before 'to' for the period " + period);
        }
        AirCursor cursor = AirCursor.parse(after);
        List<Item> items = jdbc.sql(device == null ? OF_ALL : OF_ONE)
                .param("period", period.name())
                .param("from", begin.atOffset(ZoneOffset.UTC))
                .param("to", end.atOffset(ZoneOffset.UTC))
                .param("device", device)
                .param("factor", factor)
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("start", cursor.periodStart().atOffset(ZoneOffset.UTC))
                .param("afterDevice", cursor.deviceNo())
                .param("afterFactor", cursor.factor())
                .param("afterStatistic", cursor.statistic())
                .param("limit", PAGE + 1)
                .query((row, n) -> item(row, period))
                .list();
        return ListPage.of(items, PAGE, item -> AirCursor.after(item).text());
    }

    private static Item item(ResultSet row, Period period) throws SQLException {
        return new Item(
                row.getString("device_no"),
                row.getString("area_code"),
                row.getString("factor"),
                row.getString("name"),
                row.getString("statistic"),
                period,
                row.getObject("period_start", OffsetDateTime.class).toInstant(),
                row.getObject("period_end", OffsetDateTime.class).toInstant(),
                row.getBigDecimal("value"),
                row.getString("unit"),
                row.getString("raw"),
                row.getString("flag"),
                row.getBoolean("usable"),
                row.getString("warnings").isEmpty() ? null : row.getString("warnings"),
                row.getString("profile"),
                AirReadings.trust(row.getInt("trust")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("variants"));
    }

    /**
     * One reading.
     *
     * @param code of the standard
     * @param factor our name for it
     * @param value in {@code unit}; as sent where the unit is not known
     * @param raw as sent
     * @param flag the station's own mark
     * @param usable whether it may be reckoned with
     * @param variants how many different things the station has said of it; this is the one that counts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String device,
            String areaCode,
            String code,
            @Nullable String factor,
            String statistic,
            Period period,
            Instant periodStart,
            Instant periodEnd,
            @Nullable BigDecimal value,
            @Nullable String unit,
            String raw,
            @Nullable String flag,
            boolean usable,
            @Nullable String warnings,
            String profile,
            Trust trust,
            Instant receivedAt,
            int variants) {}
}
