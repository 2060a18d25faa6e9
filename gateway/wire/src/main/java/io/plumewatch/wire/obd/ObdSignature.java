package io.plumewatch.wire.obd;

/**
 * An SM2 signature as sent, and what it covers.
 *
 * @param r 32 bytes, big-endian
 * @param s 32 bytes, big-endian
 * @param signedBytes the part of the data unit in front of the signature
 */
public record ObdSignature(Octets r, Octets s, Octets signedBytes) {

    /** Bytes on the wire: each number with its length in front. */
    public static final int LENGTH = 66;

    private static final int NUMBER = 32;

    /** Returns whether the 66 bytes that end at {@code end} look like a signature. */
    static boolean endsAt(Octets data, int end) {
        int start = end - LENGTH;
        return start >= 0 && end <= data.length() && data.u8(start) == NUMBER && data.u8(start + 1 + NUMBER) == NUMBER;
    }

    /** Reads the 66 bytes that end at {@code end}; they cover everything from {@code signedFrom} to their start. */
    static ObdSignature read(Octets data, int signedFrom, int end) {
        int start = end - LENGTH;
        return new ObdSignature(
                data.slice(start + 1, start + 1 + NUMBER),
                data.slice(end - NUMBER, end),
                data.slice(signedFrom, start));
    }

    void write(OctetWriter out) {
        out.u8(NUMBER).put(r).u8(NUMBER).put(s);
    }
}
