package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value of an instrument, from registers and from serial answers alike.
 *
 * @param key canonical name, for example {@code windSpeedMps} or {@code absorptionK}
 * @param value in {@code unit}; null where nothing was measured (never a made-up zero) and for texts
 * @param text a text, or the name of the state that the number stands for; else null
 * @param unit empty for a number as such
 * @param flags why the value must be taken with care; empty when nothing is wrong
 * @param rawHex the bytes that it was read from, in the order of the wire; empty when nothing was read
 */
public record PointValue(
        String key, @Nullable BigDecimal value, @Nullable String text, String unit, Set<Flag> flags, String rawHex) {

    public PointValue {
        flags = Set.copyOf(flags);
    }

    /** Returns whether there is a number and nothing is wrong with it. */
    public boolean usable() {
        return value != null && flags.isEmpty();
    }

    /** What can be wrong with a value. */
    public enum Flag {
        /** Outside of the map's min and max; the value is kept. */
        OUT_OF_RANGE,
        /** Changed faster than the quantity can; the value is kept. */
        RATE,
        /** The instrument's own mark for "no value", or no number at all; there is no value. */
        INVALID,
        /** An element that is not fitted; there is no value. */
        ABSENT,
        /** Not read this time; there is no value. */
        STALE
    }
}
