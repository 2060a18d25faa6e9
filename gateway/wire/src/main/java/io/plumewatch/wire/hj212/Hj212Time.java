package io.plumewatch.wire.hj212;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times of the protocol: {@code YYYYMMDDhhmmss}, with {@code zzz} behind it in a QN; local time GMT+8. */
public final class Hj212Time {

    /** The zone of every time in the protocol. */
    public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final Pattern DIGITS = Pattern.compile("\\d{14}(\\d{3})?");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Hj212Time() {}

    /** Reads 14 digits, or 17 with milliseconds; empty for anything else and for no possible date. */
    public static Optional<Instant> read(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var seconds = LocalDateTime.parse(text.substring(0, 14), SECONDS).toInstant(ZONE);
            return Optional.of(
                    text.length() == 14 ? seconds : seconds.plusMillis(Integer.parseInt(text.substring(14))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns 14 digits. */
    public static String seconds(Instant time) {
        return SECONDS.format(time.atOffset(ZONE));
    }

    /** Returns 17 digits, the form of a QN. */
    public static String millis(Instant time) {
        OffsetDateTime local = time.atOffset(ZONE);
        return SECONDS.format(local) + String.format(Locale.ROOT, "%03d", local.getNano() / 1_000_000);
    }
}
