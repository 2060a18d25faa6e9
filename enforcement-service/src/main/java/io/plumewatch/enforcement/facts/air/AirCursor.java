package io.plumewatch.enforcement.facts.air;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.enforcement.access.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last reading of a page. */
record AirCursor(Instant periodStart, String deviceNo, String factor, String statistic) {

    private static final AirCursor START = new AirCursor(Instant.EPOCH, "", "", "");
    private static final int PARTS = 4;

    static AirCursor after(AirReadingController.Item item) {
        return new AirCursor(item.periodStart(), item.device(), item.code(), item.statistic());
    }

    String text() {
        String parts = String.join("\n", periodStart.toString(), deviceNo, factor, statistic);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }

    static AirCursor parse(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(after), UTF_8).split("\n", -1);
            if (parts.length == PARTS && after.indexOf('\0') < 0) {
                return new AirCursor(Instant.parse(parts[0]), parts[1], parts[2], parts[3]);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Refused below.
        }
        throw Refusal.badRequest("INVALID_CURSOR", "after", "must be a 'next' of this list, or absent");
    }
}
