package io.plumewatch.wire.obd;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Six binary bytes: year - 2000, month, day, hour, minute, second; local time GMT+8. */
final class ObdTime {

    static final int LENGTH = 6;

    private static final ZoneOffset GMT8 = ZoneOffset.ofHours(8);

    private ObdTime() {}

    /** Returns the time at {@code at}; null for no possible date, as terminals send before they know the time. */
    static @Nullable OffsetDateTime read(Octets data, int at) {
        if (data.u8(at) > 99 || !looksLikeDate(data, at)) {
            return null;
        }
        try {
            return OffsetDateTime.of(
                    2000 + data.u8(at),
                    data.u8(at + 1),
                    data.u8(at + 2),
                    data.u8(at + 3),
                    data.u8(at + 4),
                    data.u8(at + 5),
                    0,
                    GMT8);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns whether a block may carry these bytes as its time: about a date, or all zero. */
    static boolean plausible(Octets data, int at) {
        return data.unsigned(at, 3) == 0 && data.unsigned(at + 3, 3) == 0 || looksLikeDate(data, at);
    }

    /** Returns whether at most the length of the month is wrong. */
    private static boolean looksLikeDate(Octets data, int at) {
        return between(data.u8(at + 1), 1, 12)
                && between(data.u8(at + 2), 1, 31)
                && data.u8(at + 3) < 24
                && data.u8(at + 4) < 60
                && data.u8(at + 5) < 60;
    }

    /** Writes a time of the years 2000..2099; an unknown one as zeros. */
    static void write(OctetWriter out, @Nullable OffsetDateTime time) {
        if (time == null) {
            out.put(new byte[LENGTH]);
            return;
        }
        var local = time.withOffsetSameInstant(GMT8);
        if (!between(local.getYear(), 2000, 2099)) {
            throw new IllegalArgumentException("the protocol has no year " + local.getYear());
        }
        out.u8(local.getYear() - 2000).u8(local.getMonthValue()).u8(local.getDayOfMonth());
        out.u8(local.getHour()).u8(local.getMinute()).u8(local.getSecond());
    }

    private static boolean between(int value, int low, int high) {
        return value >= low && value <= high;
    }
}
