package io.plumewatch.wire.hj212;

import io.plumewatch.wire.obd.Octets;
import java.util.Locale;

/**
 * One frame as received, its end found.
 *
 * <pre>
 *   2 B      4 B         0..cap B         4 B       2 B
 * +------+-----------+-----------------+-------+---------+
 * | "##" | length    | segment         | CRC   | CR LF   |
 * |      | decimal   | QN=…;CP=&&…&&   | hex   |         |
 * +------+-----------+-----------------+-------+---------+
 * </pre>
 *
 * @param bytes all of them, with as much of the tail as came
 * @param segmentAt where the segment starts: 6, or 5 or 4 when the length lacks its leading zeros
 * @param segmentLength bytes of the segment
 * @param declaredLength what the frame itself says, 0..9999
 * @param lengthRule how the two fit together
 * @param crcSent four hexadecimal digits as sent, in the sender's case
 * @param crcComputed what the segment asks for, four upper-case digits
 */
public record Hj212Frame(
        Octets bytes,
        int segmentAt,
        int segmentLength,
        int declaredLength,
        LengthRule lengthRule,
        String crcSent,
        String crcComputed,
        CrcKind crcKind) {

    /** The longest segment that the standard allows. */
    public static final int MAX_SEGMENT = 1024;

    /** Digits of the check value. */
    static final int CRC_LENGTH = 4;

    /** How the announced length counts. */
    public enum LengthRule {
        /** Bytes of the segment, as the standard says. */
        EXACT,
        /** Bytes of the segment, the check value and CR LF. */
        PLUS6,
        /** Neither; the end was found by its form. Such a frame is never {@linkplain Hj212Frame#intact() intact}. */
        MISMATCH
    }

    /** Which check value the frame carries. */
    public enum CrcKind {
        /** The right one, in upper or lower case. */
        HJ212,
        /** Modbus' CRC-16 with its low byte first: right only for a device whose profile allows it. */
        MODBUS_SWAPPED,
        /** None of these; a segment with encrypted content looks the same, see {@link Sm4Content}. */
        WRONG
    }

    /** Makes a frame of bytes whose end is found, and judges its check value. */
    static Hj212Frame of(Octets bytes, int segmentAt, int segmentLength, int declaredLength, LengthRule rule) {
        int end = segmentAt + segmentLength;
        var segment = bytes.slice(segmentAt, end);
        String sent = bytes.slice(end, end + CRC_LENGTH).text();
        String computed = Hj212Crc.of(segment);
        return new Hj212Frame(
                bytes, segmentAt, segmentLength, declaredLength, rule, sent, computed, kind(sent, computed, segment));
    }

    private static CrcKind kind(String sent, String computed, Octets segment) {
        if (sent.equalsIgnoreCase(computed)) {
            return CrcKind.HJ212;
        }
        return sent.equalsIgnoreCase(Hj212Crc.modbusLowByteFirst(segment)) ? CrcKind.MODBUS_SWAPPED : CrcKind.WRONG;
    }

    /** Returns the data segment. */
    public Octets segment() {
        return bytes.slice(segmentAt, segmentAt + segmentLength);
    }

    /** Returns how many bytes stand behind the check value: 2 for CR LF, 1 or 0 where it is not whole. */
    public int tailLength() {
        return bytes.length() - segmentAt - segmentLength - CRC_LENGTH;
    }

    /** Returns whether length and check value are right by the standard. */
    public boolean intact() {
        return crcKind == CrcKind.HJ212 && lengthRule != LengthRule.MISMATCH;
    }

    /** Returns whether the length is right and the check value is that of Modbus. */
    public boolean intactByModbus() {
        return crcKind == CrcKind.MODBUS_SWAPPED && lengthRule != LengthRule.MISMATCH;
    }

    /** Leaves the content out: it holds the station's password. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Hj212Frame[%s, %s, CRC %s %s]", bytes, lengthRule, crcSent, crcKind);
    }
}
