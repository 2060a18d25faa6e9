package io.plumewatch.wire.instrument;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Fills the registers of a map, as the instrument would: for those who play one. */
public final class RegisterEncoder {

    private static final int MAX_DECIMALS = 2;

    private RegisterEncoder() {}

    /**
     * Returns all values of a block. A point without value is 0, as of an element that is not fitted; a register of
     * decimals holds 2.
     *
     * @param values by key, in the canonical unit
     */
    public static Registers encode(RegisterMap map, Block block, Map<String, BigDecimal> values) {
        int[] registers = new int[block.count()];
        for (Point point : map.points()) {
            BigDecimal value = values.get(point.key());
            Integer decimalsFrom = point.decimalsFrom();
            if (decimalsFrom != null && block.holds(point.fc(), decimalsFrom, 1)) {
                registers[decimalsFrom - block.start()] = MAX_DECIMALS;
            }
            if (value != null
                    && block.holds(point.fc(), point.address(), point.type().registers())) {
                put(registers, point.address() - block.start(), point, raw(point, value));
            }
        }
        return Registers.of(registers);
    }

    private static byte[] raw(Point point, BigDecimal canonical) {
        BigDecimal value = MeasuringUnit.convert(canonical, point.canonicalUnit(), point.unit())
                .subtract(point.offset())
                .divide(point.scale(), MathContext.DECIMAL64);
        BigDecimal shifted = point.decimalsFrom() == null ? value : value.scaleByPowerOfTen(MAX_DECIMALS);
        long whole = shifted.setScale(0, RoundingMode.HALF_UP).longValue();
        int width = 2 * point.type().registers();
        return switch (point.type().kind()) {
            case FLOAT32 ->
                ByteBuffer.allocate(4).putFloat(shifted.floatValue()).array();
            case FLOAT64 ->
                ByteBuffer.allocate(8).putDouble(shifted.doubleValue()).array();
            case BCD16 -> last(width, Long.parseLong(Long.toString(whole), 16));
            case BITS -> last(width, point.bit() == null ? whole : whole << point.bit());
            case INT16, UINT16, INT32, UINT32 -> last(width, whole);
            case ASCII -> throw new IllegalArgumentException(point.key() + " is a text");
        };
    }

    private static byte[] last(int width, long raw) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(raw).array();
        return Arrays.copyOfRange(bytes, Long.BYTES - width, Long.BYTES);
    }

    private static void put(int[] registers, int at, Point point, byte[] bytes) {
        byte[] wire = point.order().arrange(bytes);
        for (int i = 0; i < wire.length / 2; i++) {
            registers[at + i] |= (wire[2 * i] & 0xFF) << 8 | wire[2 * i + 1] & 0xFF;
        }
    }
}
