package io.plumewatch.enforcement.registry;

import java.util.Map;
import java.util.Optional;

/**
 * What changes in the projection from the version before to this one: hash → field → new value; empty = gone.
 *
 * @param version version after the change
 */
record ProjectionDelta(long version, Map<String, Map<String, Optional<String>>> changes) {

    int size() {
        return changes.values().stream().mapToInt(Map::size).sum();
    }
}
