package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value in the registers of an instrument. Value = raw ÷ 10^decimals × scale + offset, then converted to the
 * canonical unit.
 *
 * @param key canonical name
 * @param fc function code 1..4
 * @param address zero-based
 * @param bit 0..15, which bit of the register it is; null for the whole register
 * @param type how the bytes are a number
 * @param order how the bytes lie in registers
 * @param scale not zero
 * @param offset added after the scale
 * @param decimalsFrom zero-based address of the register that holds the number of decimals, 0..9; null for none
 * @param unit as the instrument means it
 * @param canonicalUnit as the value is handed on
 * @param invalidRaw raw values, unsigned in the order of significance, that mean "no value"
 * @param min in the canonical unit; outside means a flag
 * @param max in the canonical unit
 * @param rateMax in the canonical unit per second
 * @param statusMap names of what raw values stand for; a raw value without a name is invalid
 * @param zeroMeansAbsent whether raw 0 stands for an element that is not fitted
 * @param varies whether a real instrument never shows the same for long
 * @param hj212Code code of HJ 212 for the same quantity
 * @param deadband in the canonical unit: a smaller change needs no new report
 * @param report the longest time between two reports; null when each scan is reported
 */
public record Point(
        String key,
        int fc,
        int address,
        @Nullable Integer bit,
        PointType type,
        WordOrder order,
        BigDecimal scale,
        BigDecimal offset,
        @Nullable Integer decimalsFrom,
        String unit,
        String canonicalUnit,
        Set<Long> invalidRaw,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable BigDecimal rateMax,
        Map<Long, String> statusMap,
        boolean zeroMeansAbsent,
        boolean varies,
        @Nullable String hj212Code,
        @Nullable BigDecimal deadband,
        @Nullable Duration report) {}
