package io.plumewatch.gateway.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.plate.LicensePlate;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows refused bytes without telling whose vehicle they are about. */
final class Masking {

    private static final Pattern VIN = Pattern.compile("(?i)[0-9A-HJ-NPR-Z]{17}");
    private static final Pattern PLATE_FIELD = Pattern.compile("(\"(?:number|HPHM|hphm|plateNo)\"\\s*:\\s*\")([^\"]*)");
    private static final Pattern PASSWORD = Pattern.compile("(?i)((?<![A-Z])(?:New)?PW\\s*=)[^;,&]*");
    private static final Pattern PLATE =
            Pattern.compile("[\\u4e00-\\u9fa5][A-Z][·.\\- ]?[A-Z0-9]{3,6}[\\u4e00-\\u9fa5]?");

    private Masking() {}

    /** Returns the first bytes as text when they are text, else in hex. */
    static String sample(byte[] bytes) {
        byte[] head = bytes.length <= Quarantine.SAMPLE ? bytes : Arrays.copyOf(bytes, Quarantine.SAMPLE);
        for (int cut = 0; cut < 4 && cut <= head.length; cut++) {
            String text = decode(head, head.length - cut);
            if (text != null) {
                return text(text);
            }
        }
        // JSON in GBK is no text here, but its quotes and names are ASCII.
        String fields = hidePlates(new String(head, ISO_8859_1));
        String open = PASSWORD.matcher(fields).replaceAll("$1******");
        String masked = VIN.matcher(open).replaceAll(Masking::hideVin);
        return HexFormat.of().formatHex(masked.getBytes(ISO_8859_1));
    }

    static String text(String text) {
        String open = PASSWORD.matcher(hidePlates(text)).replaceAll("$1******");
        String plates = PLATE.matcher(open).replaceAll(found -> LicensePlate.mask(found.group()));
        return VIN.matcher(plates).replaceAll(Masking::hideVin);
    }

    private static String hidePlates(String text) {
        return PLATE_FIELD
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + LicensePlate.mask(found.group(2))));
    }

    private static String hideVin(MatchResult vin) {
        return vin.group().substring(0, 3) + "**********" + vin.group().substring(13);
    }

    /** Returns the text, or null when the bytes are none; the end may have been cut within a character. */
    private static @org.jspecify.annotations.Nullable String decode(byte[] bytes, int length) {
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            boolean printable = text.chars().allMatch(c -> !Character.isISOControl(c) || Character.isWhitespace(c));
            return printable ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
