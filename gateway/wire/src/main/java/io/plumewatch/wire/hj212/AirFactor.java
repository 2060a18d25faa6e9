package io.plumewatch.wire.hj212;

import java.math.BigDecimal;

/**
 * What a station can measure.
 *
 * @param code of the standard, for example {@code a34004}
 * @param name ours, for example {@code PM25}
 * @param unit in which all stations are compared
 * @param standardUnit in which the standard has it sent; hardly any ambient station does
 * @param min the least value that can be true, in {@link #unit}
 * @param max the greatest
 * @param typicalMin the least value of an ordinary day above nothing, in {@link #unit}
 * @param typicalMax the greatest of an ordinary day
 */
public record AirFactor(
        String code,
        String name,
        AirUnit unit,
        AirUnit standardUnit,
        BigDecimal min,
        BigDecimal max,
        BigDecimal typicalMin,
        BigDecimal typicalMax) {

    /** Returns whether the value, in {@link #unit}, can be true. */
    public boolean isPlausible(BigDecimal value) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    /** Returns whether the value, in {@link #unit}, is one as it comes every day: for guesses only. */
    boolean isTypical(BigDecimal value) {
        return value.compareTo(typicalMin) >= 0 && value.compareTo(typicalMax) <= 0;
    }

    /** Returns the range as it stands in a warning. */
    public String range() {
        return (min.toPlainString() + ".." + max.toPlainString() + " " + unit.symbol()).strip();
    }
}
