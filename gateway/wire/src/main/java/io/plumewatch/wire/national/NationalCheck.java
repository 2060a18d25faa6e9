package io.plumewatch.wire.national;

import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsWarning;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A self-check or check of the national record.
 *
 * <p>It is a calibration only where it says what was put in front of the unit, what the unit measured, and how that was
 * judged. A mere "passed" proves nothing about a channel, and whether two values agree well enough is not ours to judge:
 * in doubt the measurement does not count, which favours the driver. For the same reason an outcome of which the code
 * map is not sure can fail a channel, but never passes one.
 *
 * @param checkId JLBH; null = the record has none
 * @param passed SFTG; null = not stated
 * @param calibration null = no calibration
 */
public record NationalCheck(
        @Nullable String checkId,
        OffsetDateTime performedAt,
        Kind kind,
        @Nullable Boolean passed,
        @Nullable RsCalibration calibration,
        String profile,
        List<NationalValue> fields,
        List<RsWarning> warnings) {

    public NationalCheck {
        fields = List.copyOf(fields);
        warnings = List.copyOf(warnings);
    }

    /** Which of the tables the record belongs to. */
    public enum Kind {
        /** By the unit itself, ZJKSRQ. */
        SELF_CHECK,
        /** With a reference gas in the beam, BQLB. */
        STATIC,
        /** With a vehicle that blows a reference gas at some speed, XSSD. */
        DYNAMIC,
        OTHER
    }
}
