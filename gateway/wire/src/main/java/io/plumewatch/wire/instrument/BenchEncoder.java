package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Writes the answers of serial instruments, as they would: for those who play one. */
final class BenchEncoder {

    private BenchEncoder() {}

    /** A value that has no place in the answer is left out; a place without value is 0; too big a value is the biggest. */
    static Octets answer(BenchRequest.Answer layout, Map<String, BigDecimal> values, BenchStatus status) {
        byte[] bytes = new byte[layout.length()];
        for (int i = 0; i < layout.head().size(); i++) {
            bytes[i] = (byte) Math.max(0, layout.head().get(i));
        }
        for (BenchField field : layout.fields()) {
            BigDecimal value = values.get(field.key());
            if (value != null) {
                put(bytes, field, raw(field, value));
            }
        }
        var place = layout.status();
        if (place != null) {
            bytes[place.at()] = (byte) code(place, status);
        }
        close(bytes, layout.check());
        return Octets.of(bytes);
    }

    private static long raw(BenchField field, BigDecimal value) {
        long raw = value.subtract(field.offset())
                .divide(field.scale(), 0, RoundingMode.HALF_UP)
                .longValue();
        long top = 1L << 8 * field.bytes() - 1;
        return switch (field.sign()) {
            case UNSIGNED -> clamp(raw, 0, 2 * top - 1);
            case TWOS_COMPLEMENT -> clamp(raw, -top, top - 1) & 2 * top - 1;
            case TOP_BIT -> raw < 0 ? top | clamp(-raw, 0, top - 1) : clamp(raw, 0, top - 1);
        };
    }

    private static long clamp(long raw, long low, long high) {
        return Math.max(low, Math.min(high, raw));
    }

    private static void put(byte[] bytes, BenchField field, long raw) {
        if (field.bytes() == 1) {
            bytes[field.at()] = (byte) raw;
            return;
        }
        bytes[field.lowByteFirst() ? field.at() + 1 : field.at()] = (byte) (raw >> 8);
        bytes[field.lowByteFirst() ? field.at() : field.at() + 1] = (byte) raw;
    }

    private static int code(StatusField place, BenchStatus status) {
        var states = place.bits().isEmpty() ? place.codes() : place.bits();
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == status)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static void close(byte[] bytes, CheckRule check) {
        int end = bytes.length - 1;
        if (check == CheckRule.HEAD_AND_DATA) {
            int data = Math.max(0, end - CheckRule.DATA_AT);
            bytes[CheckRule.LENGTH_AT] = (byte) data;
            bytes[CheckRule.LENGTH_AT + 1] = (byte) (data >> 8);
            bytes[CheckRule.DATA_AT - 1] = (byte) CheckRule.of(Octets.of(bytes), 2, CheckRule.DATA_AT - 1);
            if (data > 0) {
                bytes[end] = (byte) CheckRule.of(Octets.of(bytes), CheckRule.DATA_AT, end);
            }
        } else if (check == CheckRule.SUM) {
            bytes[end] = (byte) CheckRule.of(Octets.of(bytes), 0, end);
        }
    }
}
