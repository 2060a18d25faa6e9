package io.plumewatch.wire.obd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes with big-endian access, compared by content. */
public final class Octets {

    /** No bytes at all. */
    public static final Octets NONE = new Octets(new byte[0]);

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies the bytes. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** Reads hexadecimal digits without separators. */
    public static Octets ofHex(String hex) {
        return new Octets(HEX.parseHex(hex));
    }

    /** Takes the array over; the caller must not touch it again. */
    static Octets owning(byte[] bytes) {
        return new Octets(bytes);
    }

    /** Returns how many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** Returns the byte at {@code index} as 0..255. */
    public int u8(int index) {
        return bytes[index] & 0xFF;
    }

    /** Returns the WORD at {@code index} as 0..65535. */
    public int u16(int index) {
        return u8(index) << 8 | u8(index + 1);
    }

    /** Returns the unsigned big-endian number of 1..4 bytes at {@code index}. */
    public long unsigned(int index, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | u8(index + i);
        }
        return value;
    }

    /** Returns the bytes from {@code from} up to, not including, {@code to}. */
    public Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    /** Returns the XOR of the bytes from {@code from} up to, not including, {@code to}: 0..255. */
    public int xor(int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum ^= bytes[i];
        }
        return sum & 0xFF;
    }

    /** Returns whether every byte has this value; true for no bytes. */
    public boolean all(int value) {
        for (byte b : bytes) {
            if ((b & 0xFF) != value) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether every byte is a printable ASCII character, 0x20..0x7E. */
    public boolean printable() {
        for (byte b : bytes) {
            if (b < 0x20 || b > 0x7E) {
                return false;
            }
        }
        return true;
    }

    /** Returns one character per byte, whatever the byte is. */
    public String text() {
        return new String(bytes, ISO_8859_1);
    }

    /** Returns upper-case hexadecimal digits without separators. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    /** Returns a copy. */
    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says only how many: the bytes of a frame name a vehicle and do not belong in a log. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
