package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Opacity N in percent and light absorption k in 1/m: k = −ln(1 − N/100) ÷ L (GB 3847), L the optical path in metres. */
public final class Opacity {

    private static final int DECIMALS = 3;

    private Opacity() {}

    /** Returns k rounded to three decimals; null from 100 % up and below 0 %, where there is none. */
    public static @Nullable BigDecimal absorption(BigDecimal percent, BigDecimal pathM) {
        double opacity = percent.doubleValue();
        return opacity < 0 || opacity >= 100 ? null : rounded(-Math.log(1 - opacity / 100) / pathM.doubleValue());
    }

    /** Returns N rounded to three decimals; null below 0. */
    public static @Nullable BigDecimal percent(BigDecimal absorption, BigDecimal pathM) {
        return absorption.signum() < 0
                ? null
                : rounded(100 * (1 - Math.exp(-absorption.doubleValue() * pathM.doubleValue())));
    }

    private static BigDecimal rounded(double value) {
        return Numbers.tidy(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
