package io.plumewatch.wire.obd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The 24 bytes in front of the data unit, in either of two kinds that byte 3 tells apart.
 *
 * <pre>
 *  terminal   | start 2 | command 1 | VIN 17     | software version 1 | encryption 1 | length 2 |
 *  platform   | start 2 | command 1 | response 1 | VIN 17             | encryption 1 | length 2 |
 * </pre>
 *
 * <p>The platform kind (HJ 1239.3 chapter 5) is also that of GB/T 32960.3, whose data units are not ours.
 *
 * @param command 0..255, see {@link ObdCommand}
 * @param vin 17 characters, one per byte, as sent
 * @param softwareVersion 0..255; null in the platform kind
 * @param responseFlag 0x01 success, 0x02 error, 0x03 VIN twice, 0xFE command; null in the terminal kind
 * @param encryption 0x01 = none; the other codes differ between the standards
 */
public record ObdHeader(
        Start start,
        int command,
        String vin,
        @Nullable Integer softwareVersion,
        @Nullable Integer responseFlag,
        int encryption) {

    /** Bytes before the data unit. */
    public static final int LENGTH = 24;

    /** Value of {@link #encryption} for a data unit in the clear. */
    public static final int NOT_ENCRYPTED = 0x01;

    /** The two equal bytes at the start of a frame; answers carry those of the request. */
    public enum Start {
        /** {@code ##}: GB 17691, and most HJ 1239 terminals. */
        HASHES('#'),
        /** {@code ~~}: some HJ 1239 terminals, and platforms. */
        TILDES('~');

        private final byte octet;

        Start(char octet) {
            this.octet = (byte) octet;
        }

        byte octet() {
            return octet;
        }
    }

    public ObdHeader {
        if (vin.length() != 17) {
            throw new IllegalArgumentException("a VIN has 17 characters, not " + vin.length());
        }
        if ((softwareVersion == null) == (responseFlag == null)) {
            throw new IllegalArgumentException("a header has either a software version or a response flag");
        }
    }

    /** Returns the header of a terminal's frame that starts with {@code ##} and is not encrypted. */
    public static ObdHeader terminal(int command, String vin, int softwareVersion) {
        return new ObdHeader(Start.HASHES, command, vin, softwareVersion, null, NOT_ENCRYPTED);
    }

    /** Returns the header of a frame between platforms, not encrypted. */
    public static ObdHeader platform(int command, String vin, int responseFlag) {
        return new ObdHeader(Start.TILDES, command, vin, null, responseFlag, NOT_ENCRYPTED);
    }

    /** Reads the first 24 bytes, whatever the values in them. */
    public static ObdHeader of(Octets bytes) {
        var start = bytes.u8(0) == '~' ? Start.TILDES : Start.HASHES;
        boolean platform = isResponseFlag(bytes.u8(3));
        int vinAt = platform ? 4 : 3;
        return new ObdHeader(
                start,
                bytes.u8(2),
                bytes.slice(vinAt, vinAt + 17).text(),
                platform ? null : bytes.u8(20),
                platform ? bytes.u8(3) : null,
                bytes.u8(21));
    }

    /** Returns whether this is the kind with a response flag. */
    public boolean isPlatform() {
        return responseFlag != null;
    }

    /** Returns the same header with another command and start bytes. */
    public ObdHeader with(Start otherStart, int otherCommand) {
        return new ObdHeader(otherStart, otherCommand, vin, softwareVersion, responseFlag, encryption);
    }

    /** Returns the 24 bytes, announcing a data unit of {@code dataLength} 0..65531 bytes. */
    byte[] toBytes(int dataLength) {
        byte[] bytes = new byte[LENGTH];
        bytes[0] = start.octet();
        bytes[1] = start.octet();
        bytes[2] = (byte) command;
        int vinAt = 3;
        if (responseFlag != null) {
            bytes[3] = responseFlag.byteValue();
            vinAt = 4;
        }
        System.arraycopy(vin.getBytes(ISO_8859_1), 0, bytes, vinAt, 17);
        if (softwareVersion != null) {
            bytes[20] = softwareVersion.byteValue();
        }
        bytes[21] = (byte) encryption;
        bytes[22] = (byte) (dataLength >> 8);
        bytes[23] = (byte) dataLength;
        return bytes;
    }

    static boolean isCommand(int octet) {
        return octet >= 0x01 && octet <= 0x09 || octet >= 0x80 && octet <= 0xFE;
    }

    static boolean isVinCharacter(int octet) {
        return octet >= '0' && octet <= '9' || octet >= 'A' && octet <= 'Z';
    }

    static boolean isResponseFlag(int octet) {
        return octet >= 0x01 && octet <= 0x03 || octet == 0xFE;
    }

    /** Leaves the VIN out. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "ObdHeader[%s, command 0x%02X]", start, command);
    }
}
