package io.plumewatch.enforcement.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.wire.plate.LicensePlate;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows the head of a payload without telling whose vehicle it is about. */
final class Masking {

    /** Bytes of a payload that are shown. */
    static final int SAMPLE = 512;

    private static final int LONGEST_CHARACTER = 4;

    private static final Pattern VIN = Pattern.compile("[0-9A-HJ-NPR-Z]{17}");
    private static final Pattern PLATE_FIELD = Pattern.compile("(\"number\"\\s*:\\s*\")([^\"]*)");
    private static final Pattern PLATE =
            Pattern.compile("[\\u4e00-\\u9fa5][A-Z][·.\\- ]?[A-Z0-9]{3,6}[\\u4e00-\\u9fa5]?");

    /** Every message of an air station carries its password. */
    private static final Pattern STATION_PASSWORD = Pattern.compile("(?<=PW=)[^;&]{1,40}");

    private Masking() {}

    /** Returns the first 512 bytes as text when they are text, else in hex; plates and VINs hidden. */
    static String sample(byte[] payload) {
        byte[] head = payload.length <= SAMPLE ? payload : Arrays.copyOf(payload, SAMPLE);
        return text(head).map(Masking::hide).orElseGet(() -> {
            String hidden = VIN.matcher(new String(head, ISO_8859_1)).replaceAll(Masking::hideVin);
            return HexFormat.of().formatHex(hidden.getBytes(ISO_8859_1));
        });
    }

    /** Hides plates, VINs and stations' passwords in any text. */
    static String hide(String text) {
        String fields = PLATE_FIELD
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + LicensePlate.mask(found.group(2))));
        String plates = PLATE.matcher(fields).replaceAll(found -> LicensePlate.mask(found.group()));
        String passwords = STATION_PASSWORD.matcher(plates).replaceAll("******");
        return VIN.matcher(passwords).replaceAll(Masking::hideVin);
    }

    private static String hideVin(MatchResult vin) {
        return vin.group().substring(0, 3) + "**********" + vin.group().substring(13);
    }

    /** The end may have been cut within a character. */
    private static Optional<String> text(byte[] head) {
        for (int cut = 0; cut < LONGEST_CHARACTER && cut <= head.length; cut++) {
            try {
                String text = UTF_8.newDecoder()
                        .decode(ByteBuffer.wrap(head, 0, head.length - cut))
                        .toString();
                if (text.chars().allMatch(c -> !Character.isISOControl(c) || Character.isWhitespace(c))) {
                    return Optional.of(text);
                }
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return Optional.empty();
    }
}
