package io.plumewatch.wire.plate;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plate number as it is keyed, beside what was read.
 *
 * <p>What fits no family of GA 36-2018 but may still be a plate (temporary paper plates, foreign trucks, half-read
 * plates) stays as {@link Family#NON_STANDARD}: nothing is cut or corrected. What cannot be a plate is no object.
 *
 * @param number {@code raw} without separators, half-width and upper-case; with the province character
 * @param raw the text as the device or officer gave it
 * @param family the family whose pattern the number fits
 */
public record LicensePlate(String number, String raw, Family family) {

    /** Longest number that may be a plate, after normalisation. */
    public static final int MAX_LENGTH = 16;

    /** What {@link #parse} accepts, in words for an error answer. */
    public static final String EXPECTED =
            "a plate of 3.." + MAX_LENGTH + " letters and digits, with at least one digit or Latin letter";

    private static final int MIN_LENGTH = 3;
    private static final int MAX_RAW_LENGTH = 2 * MAX_LENGTH;
    private static final String SEPARATORS = "·•‧・.-‐‑–—_ ";

    /**
     * Reads a plate.
     *
     * @throws IllegalArgumentException if the text cannot be a plate; says what is expected, never the text itself
     */
    public static LicensePlate parse(String raw) {
        return tryParse(raw).orElseThrow(() -> new IllegalArgumentException("expected " + EXPECTED));
    }

    /** Reads a plate; empty if the text cannot be one. */
    public static Optional<LicensePlate> tryParse(String raw) {
        if (raw.length() > MAX_RAW_LENGTH) {
            return Optional.empty();
        }
        String number = normalise(raw);
        return plausible(number) ? Optional.of(new LicensePlate(number, raw, Family.of(number))) : Optional.empty();
    }

    /** Returns the text without separators, half-width and upper-case. Doing it again changes nothing. */
    public static String normalise(String raw) {
        var number = new StringBuilder(raw.length());
        raw.codePoints()
                .map(LicensePlate::halfWidth)
                .filter(c -> SEPARATORS.indexOf(c) < 0)
                .map(Character::toUpperCase)
                .forEach(number::appendCodePoint);
        return number.toString();
    }

    /** Returns the number with its middle hidden, for logs and samples: {@code 豫H1***5}. */
    public String masked() {
        return mask(number);
    }

    /** Hides the middle of any text that stands where a plate is expected. */
    public static String mask(String number) {
        int length = number.length();
        return length < 5
                ? number.substring(0, Math.min(1, length)) + "***"
                : number.substring(0, 3) + "***" + number.charAt(length - 1);
    }

    private static int halfWidth(int c) {
        if (c == 0x3000) {
            return ' ';
        }
        return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
    }

    private static boolean plausible(String number) {
        return number.length() >= MIN_LENGTH
                && number.length() <= MAX_LENGTH
                && number.codePoints().allMatch(Character::isLetterOrDigit)
                && number.chars().anyMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    }

    /** The families of GA 36-2018, in the order in which they are tried: the narrow ones before the ordinary one. */
    public enum Family {
        /** Five digits or letters with a marker first: light battery, hybrid or fuel-cell vehicles. */
        SMALL_NEW_ENERGY("{P}{L}[A-HJK]{C}[0-9]{4}"),
        /** Marker last: heavy ones. */
        LARGE_NEW_ENERGY("{P}{L}[0-9]{5}[A-HJK]"),
        TRAILER("{P}{L}{C}{4}挂"),
        /** Driving school. */
        COACH("{P}{L}{C}{4}学"),
        POLICE("{P}{L}{C}{4}警"),
        HONG_KONG_MACAU("粤Z{C}{4}[港澳]"),
        EMBASSY("[0-9]{6}使"),
        EMBASSY_OLD("使[0-9]{6}"),
        CONSULATE("{P}[0-9]{5}领"),
        CONSULATE_OLD("{P}{L}[0-9]{4}领"),
        ARMED_POLICE("WJ{P}?[0-9]{4}{C}"),
        MILITARY("{L}{2}[0-9]{5}"),
        /** Fire and forest brigades. */
        EMERGENCY("{P}[XS][0-9]{4,5}应急"),
        /** Blue, yellow and motorcycle plates share one pattern; the type code tells them apart. */
        ORDINARY("{P}{L}{C}{5}"),
        /** Environmental plate of a construction machine; its hyphen is a separator and gone. */
        NON_ROAD("[0-6DX][A-Z]{2}[0-9]{6}"),
        /** May be a plate, fits none of the above. */
        NON_STANDARD("(?!)");

        private final Pattern pattern;

        Family(String pattern) {
            this.pattern = Pattern.compile(pattern.replace("{P}", "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]")
                    .replace("{L}", "[A-HJ-NP-Z]")
                    .replace("{C}", "[0-9A-HJ-NP-Z]"));
        }

        /** Returns whether the standard knows this family. */
        public boolean standard() {
            return this != NON_STANDARD;
        }

        static Family of(String number) {
            for (Family family : values()) {
                if (family.pattern.matcher(number).matches()) {
                    return family;
                }
            }
            return NON_STANDARD;
        }
    }
}
