package io.plumewatch.wire.instrument;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the bytes of a point are a number or a text.
 *
 * @param kind what they are
 * @param registers how many registers hold it, 1..60
 */
public record PointType(Kind kind, int registers) {

    static final String EXPECTED =
            "int16, uint16, int32, uint32, float32, float64, bcd16, bits or ascii(2..120, characters)";

    private static final Pattern ASCII = Pattern.compile("ascii\\((\\d{1,3})\\)");
    private static final int MAX_CHARACTERS = 120;

    /** The kinds of point. */
    public enum Kind {
        INT16(1),
        UINT16(1),
        INT32(2),
        UINT32(2),
        FLOAT32(2),
        FLOAT64(4),
        BCD16(1),
        /** One bit of a register or a coil, or a register as a set of bits. */
        BITS(1),
        ASCII(0);

        private final int registers;

        Kind(int registers) {
            this.registers = registers;
        }

        private String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Reads a type as it is written in a map. */
    static Optional<PointType> of(String text) {
        var ascii = ASCII.matcher(text);
        if (ascii.matches()) {
            int characters = Integer.parseInt(ascii.group(1));
            return characters < 2 || characters > MAX_CHARACTERS
                    ? Optional.empty()
                    : Optional.of(new PointType(Kind.ASCII, (characters + 1) / 2));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.ASCII && kind.text().equals(text)) {
                return Optional.of(new PointType(kind, kind.registers));
            }
        }
        return Optional.empty();
    }
}
