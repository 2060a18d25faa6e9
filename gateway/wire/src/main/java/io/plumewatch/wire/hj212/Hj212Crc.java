package io.plumewatch.wire.hj212;

import io.plumewatch.wire.obd.Octets;
import java.util.Locale;

/**
 * The check value of HJ 212. It is not the CRC of Modbus: before each byte the old register is shifted right by eight
 * instead of being kept, so that only 256 values occur and one random change in 256 passes unseen.
 */
public final class Hj212Crc {

    private static final int POLYNOMIAL = 0xA001;

    private Hj212Crc() {}

    /** Returns the check value of the bytes as four upper-case digits. */
    public static String of(Octets segment) {
        int register = 0xFFFF;
        for (int i = 0; i < segment.length(); i++) {
            register = shifted(register >> 8 ^ segment.u8(i));
        }
        return hex(register);
    }

    /** Returns what a device sends that takes Modbus' CRC-16 instead: low byte first, four upper-case digits. */
    static String modbusLowByteFirst(Octets segment) {
        int register = 0xFFFF;
        for (int i = 0; i < segment.length(); i++) {
            register = shifted(register ^ segment.u8(i));
        }
        return hex((register & 0xFF) << 8 | register >> 8);
    }

    private static int shifted(int register) {
        int shifted = register;
        for (int bit = 0; bit < 8; bit++) {
            shifted = (shifted & 1) == 0 ? shifted >> 1 : shifted >> 1 ^ POLYNOMIAL;
        }
        return shifted;
    }

    private static String hex(int register) {
        return String.format(Locale.ROOT, "%04X", register);
    }
}
