package io.plumewatch.wire.obd;

import static io.plumewatch.wire.obd.Reading.State.ERROR;
import static io.plumewatch.wire.obd.Reading.State.INVALID;
import static io.plumewatch.wire.obd.Reading.State.OUT_OF_RANGE;

import org.jspecify.annotations.Nullable;

/** Which numbers of a field are no values. The standard only states "all ones"; the rest is how vehicles do it. */
enum Markers {
    /** Every number is a value. */
    NONE {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            return null;
        }
    },
    /** Only all ones is a marker: the value range reaches up to it. */
    ALL_ONES {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            return raw == allOnes(length) ? INVALID : null;
        }
    },
    /** All ones, and the number below it for a sensor error. */
    LAST_TWO {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            return lastTwo(raw, length);
        }
    },
    /** As SAE J1939 sorts by the highest byte: 00..FA value, FB..FD reserved, FE error, FF not available. */
    J1939 {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            int top = (int) (raw >> 8 * (length - 1));
            if (top <= 0xFA) {
                return null;
            }
            return top <= 0xFD ? OUT_OF_RANGE : top == 0xFE ? ERROR : INVALID;
        }
    },
    /** As {@link #LAST_TWO}, and nothing above 180°. */
    LONGITUDE {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            var marker = lastTwo(raw, length);
            return marker == null && raw > 180_000_000 ? OUT_OF_RANGE : marker;
        }
    },
    /** As {@link #LAST_TWO}, and nothing above 90°. */
    LATITUDE {
        @Override
        Reading.@Nullable State state(long raw, int length) {
            var marker = lastTwo(raw, length);
            return marker == null && raw > 90_000_000 ? OUT_OF_RANGE : marker;
        }
    };

    /** Returns why the number of {@code length} bytes is no value; null if it is one. */
    abstract Reading.@Nullable State state(long raw, int length);

    static long allOnes(int length) {
        return (1L << 8 * length) - 1;
    }

    private static Reading.@Nullable State lastTwo(long raw, int length) {
        if (raw == allOnes(length)) {
            return INVALID;
        }
        return raw == allOnes(length) - 1 ? ERROR : null;
    }
}
