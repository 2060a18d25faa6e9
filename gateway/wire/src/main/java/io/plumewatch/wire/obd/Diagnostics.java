package io.plumewatch.wire.obd;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The body of an OBD block (type 0x01).
 *
 * @param protocol 0 ISO 15765, 1 ISO 27145, 2 SAE J1939, 0xFE invalid
 * @param mil malfunction lamp: 0 off, 1 on, 0xFE invalid
 * @param support diagnostic support, bit = 1 supported
 * @param readiness diagnostic readiness, bit = 1 not complete
 * @param vin 17 bytes as read from the control unit
 * @param calibrationId 18 bytes, padded in many ways
 * @param cvn 18 bytes, text or raw
 * @param iupr 36 bytes
 * @param dtcCount 0..253; 0xFE and 0xFF = invalid, then there is no list
 * @param dtcs four bytes each, in transmission order
 */
public record Diagnostics(
        int protocol,
        int mil,
        int support,
        int readiness,
        Octets vin,
        Octets calibrationId,
        Octets cvn,
        Octets iupr,
        int dtcCount,
        List<Octets> dtcs)
        implements ObdBlock.Content {

    /** Type flag on the wire. */
    public static final int TYPE = 0x01;

    /** Length of the body without the list of trouble codes. */
    public static final int FIXED_LENGTH = 96;

    /** Lowest number that means "invalid" in protocol, lamp and count. */
    public static final int INVALID = 0xFE;

    private static final int COUNT_AT = 95;

    public Diagnostics {
        dtcs = List.copyOf(dtcs);
        requireLength("vin", vin, 17);
        requireLength("calibrationId", calibrationId, 18);
        requireLength("cvn", cvn, 18);
        requireLength("iupr", iupr, 36);
        if (dtcs.size() != listed(dtcCount)) {
            throw new IllegalArgumentException("dtcCount is " + dtcCount + " but " + dtcs.size() + " are listed");
        }
        dtcs.forEach(dtc -> requireLength("dtc", dtc, 4));
    }

    /** Returns whether the control unit gave no in-use ratios: all 36 bytes are the filler '0'. */
    public boolean iuprAbsent() {
        return iupr.all('0');
    }

    /** Returns the 18 numbers of the in-use ratios, in the order of SAE J1979. */
    public List<Integer> iuprWords() {
        return IntStream.range(0, 18).mapToObj(i -> iupr.u16(2 * i)).toList();
    }

    /** Returns how long the body at {@code at} is; -1 if the data ends before its count. */
    static int length(Octets data, int at) {
        int countAt = at + COUNT_AT;
        return countAt < data.length() ? FIXED_LENGTH + 4 * listed(data.u8(countAt)) : -1;
    }

    static Diagnostics read(Octets data, int at) {
        int count = data.u8(at + COUNT_AT);
        int listAt = at + FIXED_LENGTH;
        return new Diagnostics(
                data.u8(at),
                data.u8(at + 1),
                data.u16(at + 2),
                data.u16(at + 4),
                data.slice(at + 6, at + 23),
                data.slice(at + 23, at + 41),
                data.slice(at + 41, at + 59),
                data.slice(at + 59, at + COUNT_AT),
                count,
                IntStream.range(0, listed(count))
                        .mapToObj(i -> data.slice(listAt + 4 * i, listAt + 4 * i + 4))
                        .toList());
    }

    void write(OctetWriter out) {
        out.u8(protocol).u8(mil).u16(support).u16(readiness);
        out.put(vin).put(calibrationId).put(cvn).put(iupr).u8(dtcCount);
        dtcs.forEach(out::put);
    }

    private static int listed(int count) {
        return count < INVALID ? count : 0;
    }

    private static void requireLength(String name, Octets octets, int length) {
        if (octets.length() != length) {
            throw new IllegalArgumentException(name + " has " + octets.length() + " bytes instead of " + length);
        }
    }
}
