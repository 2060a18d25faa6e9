package io.plumewatch.enforcement.referrals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A double as ECMAScript's {@code Number::toString} writes it: the fewest digits that read back as the same double,
 * plain from 1e-6 up to below 1e21, else with an exponent.
 *
 * <p>Java's own {@code Double.toString} is not the shortest before Java 19, so the digits are searched here.
 */
final class EcmaNumber {

    private static final int MOST_DIGITS = 17;

    private EcmaNumber() {}

    /**
     * Writes a number.
     *
     * @throws IllegalArgumentException for NaN and the infinities, which JSON does not have
     */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        if (value == 0) {
            return "0";
        }
        return (value < 0 ? "-" : "") + positive(shortest(Math.abs(value)));
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            // Just above a power of two the doubles below lie closer than those above, so both neighbours are tried.
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downFits = down.doubleValue() == value;
            boolean upFits = up.doubleValue() == value;
            if (downFits && upFits) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            if (downFits || upFits) {
                return downFits ? down : up;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String positive(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        String digits = bare.unscaledValue().toString();
        int point = digits.length() - bare.scale();
        if (point > 21 || point <= -6) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
