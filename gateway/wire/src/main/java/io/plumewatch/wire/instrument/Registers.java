package io.plumewatch.wire.instrument;

import java.util.Arrays;

/** What came back for a {@link Block}: registers as 0..65535, or bits as 0 and 1; compared by content. */
public final class Registers {

    private final int[] values;

    private Registers(int[] values) {
        this.values = values;
    }

    /** Copies the values; only the low 16 bits of each count. */
    public static Registers of(int... values) {
        return new Registers(Arrays.stream(values).map(value -> value & 0xFFFF).toArray());
    }

    /** Returns bits as a client library gives them. */
    public static Registers ofBits(boolean... bits) {
        int[] values = new int[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = bits[i] ? 1 : 0;
        }
        return new Registers(values);
    }

    public int size() {
        return values.length;
    }

    /** Returns the value at the place in the block, not at the address. */
    public int get(int index) {
        return values[index];
    }

    /** Returns the bytes of so many registers, high byte first. */
    byte[] bytes(int index, int count) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = (byte) (values[index + i] >> 8);
            bytes[2 * i + 1] = (byte) values[index + i];
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Registers that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
