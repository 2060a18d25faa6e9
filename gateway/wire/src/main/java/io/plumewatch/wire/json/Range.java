package io.plumewatch.wire.json;

import java.math.BigDecimal;

/** What a number may be: {@code min..max}, both allowed, in the unit of the field. */
public record Range(double min, double max, String unit) {

    /** Returns whether the value is in the range; NaN never is. */
    public boolean contains(double value) {
        return value >= min && value <= max;
    }

    /** Returns the range as it stands in an error, for example {@code -5..100 %}. */
    @Override
    public String toString() {
        return plain(min) + ".." + plain(max) + (unit.isEmpty() ? "" : " " + unit);
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
