package io.plumewatch.wire.hj212;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to read one kind of station: what the protocol itself does not say. Profiles are data, JSON named
 * {@code name@version}; a version that has been used is never changed, so that old readings can be computed again.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version from 1
 * @param units by code of the standard; a factor without unit gives no usable reading
 * @param aliases other names for a factor, by what the station sends in lower case
 * @param minuteInterval length of a period of minute data while the station has not told it
 * @param maxSegmentBytes the longest segment that is taken from such a station, 1025..9999; 1024, the standard's own
 *     length, leaves that to the gateway's settings
 * @param modbusCrc whether a Modbus CRC counts as right, frame by frame
 * @param encryption how SM4 content travels; null when content is plain
 * @param usableFlags the marks of a value that may be reckoned with
 * @param unflaggedUsable whether a value without a mark may
 * @param digest of the file, see {@link io.plumewatch.wire.log.ProfileNotice}
 */
public record UnitProfile(
        String name,
        int version,
        Map<String, AirUnit> units,
        Map<String, String> aliases,
        Duration minuteInterval,
        int maxSegmentBytes,
        boolean modbusCrc,
        Sm4Content.@Nullable Form encryption,
        Set<String> usableFlags,
        boolean unflaggedUsable,
        String digest) {

    /** What a station has whose registration names no profile. */
    public static final String DEFAULT = "ambient@1";

    public UnitProfile {
        units = Map.copyOf(units);
        aliases = Map.copyOf(aliases);
        usableFlags = Set.copyOf(usableFlags);
    }

    /** Returns the longest segment that is taken: what the profile names, or the usual one where it names none. */
    public int mostSegmentBytes(int usual) {
        return maxSegmentBytes > Hj212Frame.MAX_SEGMENT ? maxSegmentBytes : usual;
    }

    /** Returns {@code name@version}. */
    public String id() {
        return name + "@" + version;
    }

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException naming the field and what was expected
     */
    public static UnitProfile parse(byte[] json) {
        return ProfileReader.read(json);
    }

    /** Returns a profile that comes with the program. */
    public static Optional<UnitProfile> shipped(String id) {
        return Optional.ofNullable(ProfileReader.SHIPPED.get(id));
    }

    /** Returns the names of the profiles that come with the program. */
    public static List<String> shippedIds() {
        return List.copyOf(ProfileReader.SHIPPED.keySet());
    }

    /** Returns the profile of stations that nobody knows more about. */
    public static UnitProfile byDefault() {
        return shipped(DEFAULT).orElseThrow();
    }

    /** Returns the code of the standard for what the station calls a factor. */
    public String canonicalCode(String sent) {
        String lower = sent.toLowerCase(Locale.ROOT);
        return aliases.getOrDefault(
                lower, AirFactors.of(lower).map(AirFactor::code).orElse(sent));
    }
}
