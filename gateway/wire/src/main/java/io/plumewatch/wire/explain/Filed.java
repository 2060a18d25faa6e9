package io.plumewatch.wire.explain;

import io.plumewatch.wire.hj212.Hj212FrameCutter;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.national.CodeMaps;
import io.plumewatch.wire.obd.ObdProfile;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sender is filed to speak, as far as that changes what its bytes mean. A gateway reads it from the registry; who
 * explains bytes may say it.
 *
 * @param terminal of an OBD terminal, whose layout is tried first
 * @param station of an air station: units, longer segments, Modbus' CRC
 * @param codeMap of a unit that sends national records, {@code name@version}
 */
public record Filed(
        @Nullable ObdProfile terminal,
        @Nullable UnitProfile station,
        @Nullable String codeMap) {

    /** Nothing is known of the sender. */
    public static final Filed NOTHING = new Filed(null, null, null);

    /** Returns the profile with this name, whichever kind of device it is for; empty when none comes with the program. */
    public static Optional<Filed> named(String name) {
        int at = name.indexOf('@');
        var terminal = ObdProfile.of(at < 0 ? name : name.substring(0, at));
        if (terminal.isPresent()) {
            return Optional.of(new Filed(terminal.get(), null, null));
        }
        return UnitProfile.shipped(name)
                .map(Filed::station)
                .or(() -> CodeMaps.shipped().find(name).map(map -> new Filed(null, null, name)));
    }

    /** Returns a profile of an air station, also one that does not come with the program. */
    public static Filed station(UnitProfile profile) {
        return new Filed(null, profile, null);
    }

    UnitProfile stationOrDefault() {
        return Objects.requireNonNullElseGet(station, UnitProfile::byDefault);
    }

    /** Returns the longest segment that is taken: what the profile names, else what gateways take unless told otherwise. */
    int mostSegmentBytes() {
        return stationOrDefault().mostSegmentBytes(Hj212FrameCutter.USUAL_SEGMENT);
    }
}
