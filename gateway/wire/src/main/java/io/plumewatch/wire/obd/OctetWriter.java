package io.plumewatch.wire.obd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/** Collects big-endian bytes. */
final class OctetWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    OctetWriter u8(int value) {
        bytes.write(value);
        return this;
    }

    OctetWriter u16(int value) {
        return unsigned(value, 2);
    }

    OctetWriter unsigned(long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >> shift));
        }
        return this;
    }

    OctetWriter put(Octets octets) {
        return put(octets.toArray());
    }

    OctetWriter put(byte[] octets) {
        bytes.writeBytes(octets);
        return this;
    }

    /** Writes exactly {@code length} characters, filled up with {@code filler} or refused. */
    OctetWriter text(String text, int length, char filler) {
        if (text.length() > length) {
            throw new IllegalArgumentException("text of " + text.length() + " characters does not fit into " + length);
        }
        put(text.getBytes(ISO_8859_1));
        for (int i = text.length(); i < length; i++) {
            u8(filler);
        }
        return this;
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
