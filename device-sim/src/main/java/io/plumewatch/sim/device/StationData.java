package io.plumewatch.sim.device;

import io.plumewatch.wire.hj212.AirFactor;
import io.plumewatch.wire.hj212.AirFactors;
import io.plumewatch.wire.hj212.AirUnit;
import io.plumewatch.wire.hj212.Hj212Command;
import io.plumewatch.wire.hj212.StationMessages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a station has measured, as it would send it; the same whenever it is asked. */
final class StationData {

    /** Marks of a value that is not normal: fault, calibration, maintenance, link lost. */
    private static final String BAD_MARKS = "DCMB";

    private final AirStationSettings settings;

    StationData(AirStationSettings settings) {
        this.settings = settings;
    }

    /** Returns how long a period of such data is; zero for real-time data. */
    static Duration period(String cn, Duration minuteInterval) {
        return switch (cn) {
            case Hj212Command.MINUTE_DATA -> minuteInterval;
            case Hj212Command.HOUR_DATA -> Duration.ofHours(1);
            case Hj212Command.DAY_DATA -> Duration.ofDays(1);
            default -> Duration.ZERO;
        };
    }

    /** Returns the values of every factor that the station's profile has a unit for. */
    List<StationMessages.Factor> factors(String cn, Instant start, Duration period) {
        var factors = new ArrayList<StationMessages.Factor>();
        for (String code : AirModel.FACTORS) {
            AirUnit unit = settings.profile().units().get(code);
            AirFactor factor = AirFactors.of(code).orElseThrow();
            if (unit != null) {
                var values = values(code, factor, unit, start, period);
                values.put("Flag", mark(cn, code, start));
                factors.add(new StationMessages.Factor(code, values));
            }
        }
        return factors;
    }

    private Map<String, String> values(String code, AirFactor factor, AirUnit unit, Instant start, Duration period) {
        var values = new LinkedHashMap<String, String>();
        if (period.isZero()) {
            values.put("Rtd", text(settings.model().value(code, start), factor, unit));
            return values;
        }
        int samples = (int) Math.min(60, Math.max(5, period.toMinutes()));
        var summary = settings.model().summary(code, start, period, samples);
        values.put("Min", text(summary.min(), factor, unit));
        values.put("Avg", text(summary.avg(), factor, unit));
        values.put("Max", text(summary.max(), factor, unit));
        return values;
    }

    /** Writes a value as instruments resolve it, in the unit of the station. */
    private static String text(double value, AirFactor factor, AirUnit unit) {
        boolean fine = factor.name().equals("CO") || factor.unit() == AirUnit.KILOPASCAL;
        var rounded = BigDecimal.valueOf(value).setScale(fine ? 3 : 1, RoundingMode.HALF_EVEN);
        return factor.unit().convert(rounded, unit).toPlainString();
    }

    private String mark(String cn, String code, Instant start) {
        var random = new SplittableRandom(settings.model().seed() * 31
                + cn.hashCode() * 7L
                + code.hashCode()
                + start.getEpochSecond() * 0x9E3779B97F4A7C15L);
        return random.nextDouble() < settings.faults().badMarks()
                ? String.valueOf(BAD_MARKS.charAt(random.nextInt(BAD_MARKS.length())))
                : "N";
    }
}
