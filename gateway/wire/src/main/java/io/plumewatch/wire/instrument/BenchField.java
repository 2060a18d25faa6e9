package io.plumewatch.wire.instrument;

import io.plumewatch.wire.instrument.PointValue.Flag;
import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value of an answer. Value = raw × scale + offset.
 *
 * @param key canonical name
 * @param at offset from the start of the answer
 * @param bytes 1 or 2
 * @param lowByteFirst whether the less significant byte comes first
 * @param sign how negative values are written
 * @param invalidRaw raw values that mean "no value"
 * @param min outside means a flag
 * @param varies whether it never stays the same during a test
 */
public record BenchField(
        String key,
        int at,
        int bytes,
        boolean lowByteFirst,
        Sign sign,
        BigDecimal scale,
        BigDecimal offset,
        String unit,
        Set<Long> invalidRaw,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        boolean varies) {

    /** How negative values are written. */
    public enum Sign {
        UNSIGNED,
        TWOS_COMPLEMENT,
        /** The highest bit is the sign, the others are the absolute value. */
        TOP_BIT
    }

    PointValue read(Octets answer) {
        String hex = answer.slice(at, at + bytes).hex();
        long raw = raw(answer);
        if (invalidRaw.contains(raw)) {
            return new PointValue(key, null, null, unit, Set.of(Flag.INVALID), hex);
        }
        BigDecimal value =
                Numbers.tidy(BigDecimal.valueOf(signed(raw)).multiply(scale).add(offset));
        boolean outside = min != null && value.compareTo(min) < 0 || max != null && value.compareTo(max) > 0;
        return new PointValue(key, value, null, unit, outside ? Set.of(Flag.OUT_OF_RANGE) : Set.of(), hex);
    }

    private long raw(Octets answer) {
        if (bytes == 1) {
            return answer.u8(at);
        }
        return lowByteFirst ? answer.u8(at + 1) << 8 | answer.u8(at) : answer.u16(at);
    }

    private long signed(long raw) {
        long top = 1L << 8 * bytes - 1;
        return switch (sign) {
            case UNSIGNED -> raw;
            case TWOS_COMPLEMENT -> (raw & top) == 0 ? raw : raw - 2 * top;
            case TOP_BIT -> (raw & top) == 0 ? raw : -(raw - top);
        };
    }
}
