package io.plumewatch.wire.obd;

import java.util.Locale;

/**
 * One whole frame as received: header, data unit, check byte.
 *
 * <pre>
 *    24 B       0..65531 B      1 B
 * +--------+------------------+-----+
 * | header | data unit        | BCC |   BCC = XOR of everything after the two start bytes
 * +--------+------------------+-----+
 * </pre>
 *
 * @param bytes exactly as many as the header announces
 */
public record ObdFrame(Octets bytes) {

    /** Bytes around the data unit: header and check byte. */
    public static final int OVERHEAD = ObdHeader.LENGTH + 1;

    /** The longest data unit that the standard allows. */
    public static final int MAX_DATA = 65_531;

    /** The longest frame that the standard allows. */
    public static final int MAX_LENGTH = MAX_DATA + OVERHEAD;

    public ObdFrame {
        if (bytes.length() < OVERHEAD || bytes.length() != bytes.u16(22) + OVERHEAD) {
            throw new IllegalArgumentException("not one whole frame: " + bytes.length() + " bytes");
        }
    }

    public ObdHeader header() {
        return ObdHeader.of(bytes);
    }

    public int command() {
        return bytes.u8(2);
    }

    /** Returns the VIN as sent, 17 characters that nobody has checked. */
    public String vin() {
        int at = isPlatform() ? 4 : 3;
        return bytes.slice(at, at + 17).text();
    }

    /** Returns whether the header has a response flag, see {@link ObdHeader}. */
    boolean isPlatform() {
        return ObdHeader.isResponseFlag(bytes.u8(3));
    }

    /** Returns the response flag of a platform's frame. */
    int responseFlag() {
        return bytes.u8(3);
    }

    int encryption() {
        return bytes.u8(21);
    }

    public int dataLength() {
        return bytes.u16(22);
    }

    public Octets data() {
        return bytes.slice(ObdHeader.LENGTH, bytes.length() - 1);
    }

    /** Returns the check byte that came, 0..255. */
    public int bccSent() {
        return bytes.u8(bytes.length() - 1);
    }

    /** Returns the check byte that the other bytes ask for, 0..255. */
    public int bccComputed() {
        return bytes.xor(2, bytes.length() - 1);
    }

    /** Returns whether the check byte is right. */
    public boolean intact() {
        return bccSent() == bccComputed();
    }

    /** Leaves the VIN out. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "ObdFrame[command 0x%02X, %s]", command(), bytes);
    }
}
