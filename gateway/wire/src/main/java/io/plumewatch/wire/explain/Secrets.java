package io.plumewatch.wire.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.plumewatch.wire.obd.ObdCommand;
import io.plumewatch.wire.obd.ObdHeader;
import io.plumewatch.wire.obd.Octets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Hides the passwords and keys of HJ 212, and the password that a platform of HJ 1239 logs in with, in frames whole or not. */
final class Secrets {

    /** What stands in the place of a secret. */
    static final String MASK = "******";

    private static final Pattern SECRET = Pattern.compile("(?i)(?<=(PW|NewSK) {0,4}= {0,4})[^;,& ]{1,64}");

    /** Where a platform's password stands in its frame, behind header, time, serial and user. */
    private static final int PASSWORD = ObdHeader.LENGTH + 20;

    private static final int PASSWORD_END = PASSWORD + 20;

    private Secrets() {}

    /** Returns as many bytes; of a frame in which a platform logs in, those of its password as asterisks. */
    static Octets masked(ObdHeader header, Octets frame) {
        if (!header.isPlatform() || header.command() != ObdCommand.ACTIVATION || frame.length() <= PASSWORD) {
            return frame;
        }
        byte[] bytes = frame.toArray();
        Arrays.fill(bytes, PASSWORD, Math.min(bytes.length, PASSWORD_END), (byte) '*');
        return Octets.of(bytes);
    }

    /** Returns as many bytes, those of secrets as asterisks. */
    static Octets masked(Octets bytes) {
        String masked = SECRET.matcher(bytes.text())
                .replaceAll(match -> "*".repeat(match.group().length()));
        return Octets.of(masked.getBytes(ISO_8859_1));
    }
}
