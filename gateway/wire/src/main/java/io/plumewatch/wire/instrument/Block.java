package io.plumewatch.wire.instrument;

/**
 * One read request of Modbus.
 *
 * @param fc function code: 1 coils, 2 discrete inputs, 3 holding registers, 4 input registers
 * @param start zero-based address on the wire, 0..65535
 * @param count registers 1..125, or bits 1..2000
 */
public record Block(int fc, int start, int count) {

    /** The most registers of one answer. */
    static final int MAX_REGISTERS = 125;

    /** The most bits of one answer. */
    static final int MAX_BITS = 2_000;

    static final int LAST_ADDRESS = 0xFFFF;

    public Block {
        int most = fc <= 2 ? MAX_BITS : MAX_REGISTERS;
        if (fc < 1 || fc > 4) {
            throw new IllegalArgumentException("fc is " + fc + ", expected 1..4");
        }
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("count is " + count + ", expected 1.." + most);
        }
        if (start < 0 || start + count - 1 > LAST_ADDRESS) {
            throw new IllegalArgumentException(
                    "start is " + start + " with count " + count + ", expected addresses 0.." + LAST_ADDRESS);
        }
    }

    /** Returns whether the block holds all these addresses. */
    boolean holds(int fc, int address, int width) {
        return this.fc == fc && address >= start && address + width <= start + count;
    }
}
