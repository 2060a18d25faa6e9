package io.plumewatch.wire.instrument;

import java.util.Locale;

/** Single bytes as people read them. */
final class Hex {

    private Hex() {}

    static String of(int value) {
        return String.format(Locale.ROOT, "%02X", value);
    }
}
