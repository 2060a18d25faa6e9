package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import java.io.ByteArrayOutputStream;

/** The frames of Modbus around reads, over serial lines (RTU) and TCP. */
public final class Modbus {

    /** Exception code: the instrument has no such function. */
    public static final int ILLEGAL_FUNCTION = 1;

    /** Exception code: the instrument has no such address. */
    public static final int ILLEGAL_ADDRESS = 2;

    /** Bytes of the head over TCP, unit included. */
    public static final int TCP_HEAD = 7;

    private static final int EXCEPTION = 0x80;
    private static final int POLYNOMIAL = 0xA001;

    private Modbus() {}

    /** What came of reading an answer. */
    public sealed interface Answer {

        /** The values of the block. */
        record Values(Registers registers) implements Answer {}

        /** The instrument says why it gives none. */
        record Refused(int code) implements Answer {}

        /** No answer to this question. */
        record Malformed(String expected) implements Answer {}
    }

    /** Returns function code, address and count of a read. */
    public static Octets request(Block block) {
        return bytes(block.fc(), block.start() >> 8, block.start(), block.count() >> 8, block.count());
    }

    /** Returns function code, length and values of an answer; a bit is set where a value is not 0. */
    public static Octets answer(Block block, Registers registers) {
        var out = new ByteArrayOutputStream();
        byte[] data = block.fc() <= 2 ? packed(registers) : registers.bytes(0, registers.size());
        out.write(block.fc());
        out.write(data.length);
        out.writeBytes(data);
        return Octets.of(out.toByteArray());
    }

    /** Returns function code and reason of a refusal. */
    public static Octets refusal(int fc, int code) {
        return bytes(fc | EXCEPTION, code);
    }

    /** Reads function code and the rest of an answer to this block. */
    public static Answer read(Block block, Octets answer) {
        if (answer.length() == 2 && answer.u8(0) == (block.fc() | EXCEPTION)) {
            return new Answer.Refused(answer.u8(1));
        }
        boolean bits = block.fc() <= 2;
        int data = bits ? (block.count() + 7) / 8 : 2 * block.count();
        if (answer.length() != data + 2 || answer.u8(0) != block.fc() || answer.u8(1) != data) {
            return new Answer.Malformed("function " + block.fc() + " with " + data + " bytes of data");
        }
        int[] values = new int[block.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bits ? answer.u8(2 + i / 8) >> i % 8 & 1 : answer.u16(2 + 2 * i);
        }
        return new Answer.Values(Registers.of(values));
    }

    /** Puts unit and check value around it, as over serial lines and behind serial servers. */
    public static Octets rtu(int unit, Octets pdu) {
        byte[] frame = new byte[pdu.length() + 3];
        frame[0] = (byte) unit;
        System.arraycopy(pdu.toArray(), 0, frame, 1, pdu.length());
        int crc = crc(Octets.of(frame), 0, frame.length - 2);
        frame[frame.length - 2] = (byte) crc;
        frame[frame.length - 1] = (byte) (crc >> 8);
        return Octets.of(frame);
    }

    /** Puts the head of Modbus TCP before it. */
    public static Octets tcp(int transaction, int unit, Octets pdu) {
        int length = pdu.length() + 1;
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes(transaction >> 8, transaction, 0, 0, length >> 8, length, unit)
                .toArray());
        out.writeBytes(pdu.toArray());
        return Octets.of(out.toByteArray());
    }

    /** Returns the CRC of Modbus, not that of HJ 212, over the bytes from {@code from} up to, not including, {@code to}. */
    public static int crc(Octets bytes, int from, int to) {
        int crc = 0xFFFF;
        for (int i = from; i < to; i++) {
            crc ^= bytes.u8(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ POLYNOMIAL;
            }
        }
        return crc;
    }

    /** Returns whether a frame over a serial line ends with the right check value. */
    public static boolean intact(Octets rtu) {
        int end = rtu.length() - 2;
        return end >= 2 && (rtu.u8(end) | rtu.u8(end + 1) << 8) == crc(rtu, 0, end);
    }

    private static byte[] packed(Registers bits) {
        byte[] bytes = new byte[(bits.size() + 7) / 8];
        for (int i = 0; i < bits.size(); i++) {
            if (bits.get(i) != 0) {
                bytes[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bytes;
    }

    private static Octets bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Octets.of(bytes);
    }
}
