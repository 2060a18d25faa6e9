package io.plumewatch.enforcement.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as documents state them: in Asia/Shanghai, with the offset. */
final class LawTime {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private LawTime() {}

    static String second(Instant time) {
        return SECOND.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
    }

    static String millisecond(Instant time) {
        return MILLISECOND.format(time.atZone(ZONE));
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZONE);
    }
}
