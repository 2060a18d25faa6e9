package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.rs.RsWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pass came, and what the unit made of it. It bears on a verdict only where the unit calls its record invalid.
 *
 * @param source as one of our own passes, or as which national record
 * @param profile {@code name@version} of the code map that a record was translated with
 * @param deviceVerdict FAIL, PASS or INVALID as the unit itself decided
 * @param deviceReason why the unit calls it invalid, in its own words or codes
 * @param video where the unit keeps the video of a capture
 * @param warnings what a person should look at: values that the unit reckoned otherwise than we do, doubtful codes
 */
public record PassOrigin(
        EntryKind source,
        @Nullable String profile,
        @Nullable String deviceVerdict,
        @Nullable String deviceReason,
        @Nullable String video,
        List<RsWarning> warnings) {

    public PassOrigin {
        warnings = List.copyOf(warnings);
    }
}
