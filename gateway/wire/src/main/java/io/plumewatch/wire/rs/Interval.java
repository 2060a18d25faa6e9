package io.plumewatch.wire.rs;

import java.math.BigDecimal;

/** All values that a shortened number may stand for. */
record Interval(double low, double high) {

    static Interval of(double exact) {
        return new Interval(exact, exact);
    }

    /** Returns what was there before the last digit was rounded, or everything behind it cut off. */
    static Interval written(double value, int leastDecimals, Plausibility.Writing writing) {
        int decimals = Math.max(
                leastDecimals, BigDecimal.valueOf(value).stripTrailingZeros().scale());
        double step = Math.pow(10, -decimals);
        if (writing == Plausibility.Writing.ROUNDED) {
            return new Interval(value - step / 2, value + step / 2);
        }
        return new Interval(value > 0 ? value : value - step, value < 0 ? value : value + step);
    }

    Interval plus(Interval other) {
        return new Interval(low + other.low, high + other.high);
    }

    Interval times(double factor) {
        return times(of(factor));
    }

    Interval times(Interval other) {
        double a = low * other.low;
        double b = low * other.high;
        double c = high * other.low;
        double d = high * other.high;
        return new Interval(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    /** Returns the interval with a part of its values added at both ends. */
    Interval widened(double part) {
        return new Interval(low - Math.abs(low) * part, high + Math.abs(high) * part);
    }

    boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }

    double distance(Interval other) {
        return Math.max(0, Math.max(other.low - high, low - other.high));
    }

    double middle() {
        return (low + high) / 2;
    }
}
