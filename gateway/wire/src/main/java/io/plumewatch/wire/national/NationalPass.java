package io.plumewatch.wire.national;

import io.plumewatch.wire.rs.RsPass;
import io.plumewatch.wire.rs.RsWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass or black-smoke capture of the national record.
 *
 * @param pass what it comes to in our own terms; {@code passId} is JLBH
 * @param verdict the unit's own (PDJG); null = none, or a code that the map does not know
 * @param invalidReason why the unit calls it invalid (WXYY)
 * @param video where the unit keeps the video of it (SP1)
 * @param profile {@code name@version} of the map that it was read with
 * @param fields everything that came, in the order in which it came
 */
public record NationalPass(
        RsPass pass,
        @Nullable DeviceVerdict verdict,
        @Nullable String invalidReason,
        @Nullable String video,
        String profile,
        List<NationalValue> fields,
        List<RsWarning> warnings) {

    public NationalPass {
        fields = List.copyOf(fields);
        warnings = List.copyOf(warnings);
    }
}
