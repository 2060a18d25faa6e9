package io.plumewatch.wire.vin;

import java.util.Locale;
import java.util.Optional;

/**
 * A vehicle identification number: 17 digits and capital letters without I, O and Q.
 *
 * <p>A wrong check digit is a warning, see {@link #checkDigitHolds()}. It catches every single wrong character except
 * those of the same value (for example 8 and H, 5 and N, 2 and S, 1 and A).
 */
public record Vin(String value) {

    /** What {@link #of} accepts, in words for an error answer. */
    public static final String EXPECTED = "17 digits and letters without I, O and Q";

    /** Values of A..Z; 0 where the alphabet has a gap (I, O, Q). */
    private static final int[] LETTER_VALUES = {
        1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9
    };

    /** Weights of the positions; the check digit itself weighs nothing. */
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    private static final int CHECK_POSITION = 8;

    public Vin {
        if (!isVin(value)) {
            throw new IllegalArgumentException("expected a VIN of " + EXPECTED);
        }
    }

    /**
     * Reads a VIN; letters may be small, blanks around it are cut.
     *
     * @throws IllegalArgumentException if it is none; says what is expected, never the text itself
     */
    public static Vin of(String text) {
        return new Vin(text.strip().toUpperCase(Locale.ROOT));
    }

    /** Reads a VIN; empty if it is none. */
    public static Optional<Vin> tryOf(String text) {
        String value = text.strip().toUpperCase(Locale.ROOT);
        return isVin(value) ? Optional.of(new Vin(value)) : Optional.empty();
    }

    /** Returns whether position 9 is the check digit of the others. */
    public boolean checkDigitHolds() {
        return value.charAt(CHECK_POSITION) == checkDigit();
    }

    /** Returns the digit, or X for ten, that position 9 should have. */
    public char checkDigit() {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * valueOf(value.charAt(i));
        }
        int remainder = sum % 11;
        return remainder == 10 ? 'X' : (char) ('0' + remainder);
    }

    /** Returns the maker's three characters and the last four, for logs: {@code LGD**********7733}. */
    public String masked() {
        return value.substring(0, 3) + "**********" + value.substring(13);
    }

    /** Not a pattern: every frame of every terminal is asked. */
    private static boolean isVin(String value) {
        if (value.length() != WEIGHTS.length) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' && c != 'I' && c != 'O' && c != 'Q';
            if (!letter && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static int valueOf(char c) {
        return c <= '9' ? c - '0' : LETTER_VALUES[c - 'A'];
    }
}
