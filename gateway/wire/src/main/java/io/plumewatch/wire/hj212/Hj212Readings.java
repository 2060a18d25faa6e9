package io.plumewatch.wire.hj212;

import io.plumewatch.wire.hj212.AirReading.Statistic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message of data (2011, 2031, 2051, 2061) into numbers. Other messages give none. Every value that was sent
 * gives one reading, usable or not; of a value sent twice the last one.
 */
public final class Hj212Readings {

    /** A number as stations write it, of a length that nobody minds. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,16}(\\.\\d{0,12})?|[+-]?\\.\\d{1,12}");

    private static final Map<String, Statistic> STATISTICS = Map.of(
            "rtd", Statistic.RTD,
            "min", Statistic.MIN,
            "avg", Statistic.AVG,
            "max", Statistic.MAX,
            "cou", Statistic.COU);

    private final Hj212Message message;
    private final UnitProfile profile;
    private final Duration period;
    private final Map<String, AirReading> readings = new LinkedHashMap<>();

    private Hj212Readings(Hj212Message message, UnitProfile profile, Duration period) {
        this.message = message;
        this.profile = profile;
        this.period = period;
    }

    /** Returns the readings, minute data with the profile's interval. */
    public static List<AirReading> of(Hj212Message message, UnitProfile profile) {
        return of(message, profile, profile.minuteInterval());
    }

    /** Returns the readings, minute data with the interval that the station itself has told. */
    public static List<AirReading> of(Hj212Message message, UnitProfile profile, Duration minuteInterval) {
        return switch (message.cn()) {
            case Hj212Command.REAL_TIME_DATA -> new Hj212Readings(message, profile, Duration.ZERO).read();
            case Hj212Command.MINUTE_DATA -> new Hj212Readings(message, profile, minuteInterval).read();
            case Hj212Command.HOUR_DATA -> new Hj212Readings(message, profile, Duration.ofHours(1)).read();
            case Hj212Command.DAY_DATA -> new Hj212Readings(message, profile, Duration.ofDays(1)).read();
            default -> List.of();
        };
    }

    /** Returns how long a period of minute data is, from a station's answer to 1063; empty for any other message. */
    public static Optional<Duration> toldMinuteInterval(Hj212Message message) {
        if (!message.cn().equals(Hj212Command.GET_MINUTE_INTERVAL)) {
            return Optional.empty();
        }
        return message.value("MinInterval")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::parseInt)
                .filter(minutes -> minutes >= 1 && minutes <= 30 && 60 % minutes == 0)
                .map(Duration::ofMinutes);
    }

    private List<AirReading> read() {
        Instant start = message.dataTime().orElse(null);
        var flags = flags();
        for (CpItem item : message.items()) {
            var statistic = STATISTICS.get(item.suffix().toLowerCase(Locale.ROOT));
            if (statistic != null) {
                String code = profile.canonicalCode(item.code());
                readings.put(code + statistic, reading(item, code, statistic, flags.get(item.code()), start));
            }
        }
        return new ArrayList<>(readings.values());
    }

    private Map<String, String> flags() {
        var flags = new HashMap<String, String>();
        for (CpItem item : message.items()) {
            if (item.suffix().equalsIgnoreCase("Flag")) {
                flags.put(item.code(), item.value());
            }
        }
        return flags;
    }

    private AirReading reading(
            CpItem item, String code, Statistic statistic, @Nullable String flag, @Nullable Instant start) {
        var factor = AirFactors.of(code).orElse(null);
        var sent = number(item.value()).orElse(null);
        var unit = profile.units().get(code);
        BigDecimal value = factor == null || unit == null || sent == null ? sent : unit.convert(sent, factor.unit());
        var warnings = new ArrayList<String>();
        if (value == null) {
            warnings.add(item.value().isEmpty() ? "no value was sent" : "expected a number");
        } else if (factor == null) {
            warnings.add("the factor is not known");
        } else if (unit == null) {
            warnings.add("the profile names no unit" + guess(value, factor));
        } else if (!factor.isPlausible(value)) {
            warnings.add("expected " + factor.range() + guess(sent, factor));
        }
        boolean usable = warnings.isEmpty() && start != null && isUsable(flag);
        if (start == null) {
            warnings.add("no DataTime");
        }
        return new AirReading(
                code,
                factor == null ? null : factor.name(),
                statistic,
                value,
                factor == null || unit == null ? null : factor.unit().symbol(),
                item.value(),
                flag,
                usable,
                start,
                start == null ? null : start.plus(period),
                warnings);
    }

    private boolean isUsable(@Nullable String flag) {
        return flag == null ? profile.unflaggedUsable() : profile.usableFlags().contains(flag);
    }

    /** Says in which unit the number would be plausible. Only a hint: nothing is reckoned with it. */
    private static String guess(@Nullable BigDecimal sent, AirFactor factor) {
        if (sent == null || sent.signum() <= 0) {
            return "";
        }
        String units = Arrays.stream(AirUnit.values())
                .filter(unit -> unit.convertsTo(factor.unit()))
                .filter(unit -> factor.isTypical(unit.convert(sent, factor.unit())))
                .map(AirUnit::symbol)
                .collect(Collectors.joining(" or "));
        return units.isEmpty() ? "" : "; the number looks like " + units;
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
