package io.plumewatch.wire.obd;

/**
 * Which numbers of a field are no values. The standard only states "all ones"; the rest is how vehicles do it. In every
 * field the values come first: then what cannot be meant, then the sensor's error, then "not available".
 */
enum Markers {
    /** Every number is a value. */
    NONE,
    /** Only all ones is a marker: the value range reaches up to it. */
    ALL_ONES,
    /** All ones, and the number below it for a sensor error. */
    LAST_TWO,
    /** As SAE J1939 sorts by the highest byte: 00..FA value, FB..FD reserved, FE error, FF not available. */
    J1939,
    /** As {@link #LAST_TWO}, and nothing above 180°. */
    LONGITUDE,
    /** As {@link #LAST_TWO}, and nothing above 90°. */
    LATITUDE;

    /** Returns the highest number of {@code length} bytes that is a value. */
    long highestValue(int length) {
        return switch (this) {
            case NONE -> allOnes(length);
            case ALL_ONES -> allOnes(length) - 1;
            case LAST_TWO -> allOnes(length) - 2;
            case J1939 -> lowestWithTop(0xFB, length) - 1;
            case LONGITUDE -> 180_000_000;
            case LATITUDE -> 90_000_000;
        };
    }

    /** Returns the lowest number that reports an error of the sensor, if it is not "not available". */
    long lowestError(int length) {
        return this == J1939 ? lowestWithTop(0xFE, length) : allOnes(length) - 1;
    }

    /** Returns the lowest number that means "not available". */
    long lowestInvalid(int length) {
        return this == J1939 ? lowestWithTop(0xFF, length) : allOnes(length);
    }

    static long allOnes(int length) {
        return (1L << 8 * length) - 1;
    }

    private static long lowestWithTop(long top, int length) {
        return top << 8 * (length - 1);
    }
}
