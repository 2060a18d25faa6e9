package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A unit that a map may name, and how to say its values in another unit of the same quantity.
 *
 * @param symbol as it is written
 * @param quantity what it measures
 * @param factor to the quantity's first unit
 * @param shift to the quantity's first unit, added after the factor
 */
record MeasuringUnit(String symbol, String quantity, BigDecimal factor, BigDecimal shift) {

    private static final Map<String, MeasuringUnit> KNOWN = known(
            unit("", "number", "1"),
            unit("%", "share", "1"),
            unit("ppm", "amount", "1"),
            unit("ppb", "amount", "0.001"),
            unit("1/m", "absorption", "1"),
            unit("1/min", "rotation", "1"),
            unit("ng/m³", "concentration", "0.001"),
            unit("µg/m³", "concentration", "1"),
            unit("mg/m³", "concentration", "1000"),
            unit("Pa", "pressure", "0.001"),
            unit("hPa", "pressure", "0.1"),
            unit("kPa", "pressure", "1"),
            unit("m/s", "speed", "1"),
            unit("km/h", "speed", "0.277777777777778"),
            unit("°", "direction", "1"),
            unit("dB", "sound", "1"),
            unit("lx", "light", "1"),
            unit("klx", "light", "1000"),
            unit("mm", "length", "1"),
            unit("W/m²", "radiation", "1"),
            unit("s", "time", "1"),
            unit("℃", "temperature", "1"),
            new MeasuringUnit("K", "temperature", BigDecimal.ONE, new BigDecimal("-273")));

    static Optional<MeasuringUnit> of(String symbol) {
        return Optional.ofNullable(KNOWN.get(symbol));
    }

    /** Returns all symbols, for a message. */
    static String symbols() {
        return new TreeSet<>(KNOWN.keySet()).toString();
    }

    /** Returns whether both are known and measure the same. */
    static boolean converts(String from, String to) {
        MeasuringUnit one = KNOWN.get(from);
        MeasuringUnit other = KNOWN.get(to);
        return one != null && other != null && one.quantity.equals(other.quantity);
    }

    /** Says a value in another unit of the same quantity. */
    static BigDecimal convert(BigDecimal value, String from, String to) {
        if (from.equals(to)) {
            return value;
        }
        MeasuringUnit one = of(from).orElseThrow();
        MeasuringUnit other = of(to).orElseThrow();
        return value.multiply(one.factor)
                .add(one.shift)
                .subtract(other.shift)
                .divide(other.factor, MathContext.DECIMAL64);
    }

    private static MeasuringUnit unit(String symbol, String quantity, String factor) {
        return new MeasuringUnit(symbol, quantity, new BigDecimal(factor), BigDecimal.ZERO);
    }

    private static Map<String, MeasuringUnit> known(MeasuringUnit... units) {
        var known = new HashMap<String, MeasuringUnit>();
        for (MeasuringUnit unit : units) {
            known.put(unit.symbol, unit);
        }
        return Map.copyOf(known);
    }
}
