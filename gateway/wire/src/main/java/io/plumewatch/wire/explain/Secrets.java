package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plumewatch.wire.obd.Octets;
import java.util.regex.Pattern;

/** Hides the passwords and keys of HJ 212, whole frames or not. */
final class Secrets {

    /** What stands in the place of a secret. */
    static final String MASK = "******";

    private static final Pattern SECRET = Pattern.compile("(?i)(?<=(PW|NewSK) {0,4}= {0,4})[^;,& ]{1,64}");

    private Secrets() {}

    /** Returns as many bytes, those of secrets as asterisks. */
    static Octets masked(Octets bytes) {
        String masked = SECRET.matcher(bytes.text())
                .replaceAll(match -> "*".repeat(match.group().length()));
        return Octets.of(masked.getBytes(ISO_8859_1));
    }
}
