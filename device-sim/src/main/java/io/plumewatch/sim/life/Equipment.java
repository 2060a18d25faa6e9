package io.plumewatch.sim.life;

import io.plumewatch.sim.traffic.Area;
import java.util.HashMap;
import java.util.Map;

/**
 * A device of the city that is neither a remote-sensing unit nor a terminal.
 *
 * @param registration as the registry takes it
 */
record Equipment(String deviceNo, Map<String, Object> registration) {

    /** Names one device of an area, with further fields of the registry. */
    static Equipment of(String deviceNo, String kind, Area area, Map<String, Object> more) {
        var fields = new HashMap<>(more);
        fields.put("deviceNo", deviceNo);
        fields.put("kind", kind);
        fields.put("areaCode", area.code());
        return new Equipment(deviceNo, Map.copyOf(fields));
    }
}
