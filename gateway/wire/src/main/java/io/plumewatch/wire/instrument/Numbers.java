package io.plumewatch.wire.instrument;

import java.math.BigDecimal;

/** Decimal numbers without surplus zeros, and never in powers of ten. */
final class Numbers {

    private Numbers() {}

    static BigDecimal tidy(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
