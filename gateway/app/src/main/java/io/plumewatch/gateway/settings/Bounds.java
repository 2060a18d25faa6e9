package io.plumewatch.gateway.settings;

import java.time.Duration;

/** Refuses settings outside their bounds, naming the key, the value and the rule. */
public final class Bounds {

    private Bounds() {}

    /** Returns the value when it lies within both bounds. */
    public static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + " but must be " + least + ".." + most);
        }
        return value;
    }

    /** Returns the value when it lies within both bounds. */
    public static long within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + " but must be " + least + ".." + most);
        }
        return value;
    }

    /** Returns the value when it lies within both bounds. */
    public static Duration within(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " is " + value + " but must be " + least + ".." + most);
        }
        return value;
    }

    /** Returns the text when it is not blank. */
    public static String present(String key, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is empty but must have a value");
        }
        return value;
    }
}
