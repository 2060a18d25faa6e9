package io.plumewatch.wire.instrument;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register maps that come with the program, and the reader of others. */
public final class RegisterMaps {

    private static final Map<String, RegisterMap> SHIPPED = shipped(
            "renke-weather@1",
            "renke-weather-tenth@1",
            "renke-weather-one-based@1",
            "renke-wind-507@1",
            "louvre-box@1",
            "xm8189b-wind@1",
            "gas-module@1",
            "sds069-dust@1");

    private RegisterMaps() {}

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException naming the map, the point, the key and what was expected
     */
    public static RegisterMap read(byte[] json) {
        return RegisterMapReader.read(json);
    }

    /** Returns a map that comes with the program, by {@code name@version}. */
    public static Optional<RegisterMap> shipped(String id) {
        return Optional.ofNullable(SHIPPED.get(id));
    }

    /** Returns the names of the maps that come with the program. */
    public static List<String> shippedIds() {
        return List.copyOf(SHIPPED.keySet());
    }

    private static Map<String, RegisterMap> shipped(String... ids) {
        var maps = new LinkedHashMap<String, RegisterMap>();
        for (String id : ids) {
            maps.put(id, read(Resource.read(id + ".json")));
        }
        return Collections.unmodifiableMap(maps);
    }
}
