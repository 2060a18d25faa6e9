package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Decimal numbers without surplus zeros, and never in powers of ten. */
final class Numbers {

    private static final int DECIMALS = 4;

    private Numbers() {}

    /** Returns the mean, rounded to four decimals. */
    static BigDecimal mean(List<BigDecimal> numbers) {
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return tidy(sum.divide(BigDecimal.valueOf(numbers.size()), DECIMALS, RoundingMode.HALF_UP));
    }

    static BigDecimal tidy(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
