package io.plumewatch.enforcement.facts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Timelines in the heap, and their passes by key. */
record LoadedTimelines(Map<Long, VehicleTimeline> byVehicle, Map<String, PassFact> byPassKey) {

    static final LoadedTimelines NONE = new LoadedTimelines(Map.of(), Map.of());

    Optional<VehicleTimeline> of(long vehicleId) {
        return Optional.ofNullable(byVehicle.get(vehicleId));
    }

    /** Returns those of the passes that are here, in the order of measuring. */
    List<PassFact> passes(Collection<String> passKeys) {
        return passKeys.stream()
                .distinct()
                .flatMap(key -> Stream.ofNullable(byPassKey.get(key)))
                .sorted(PassFact.IN_ORDER)
                .toList();
    }

    /** Returns the keys of passes that are not here. */
    List<String> without(Collection<String> passKeys) {
        return passKeys.stream().filter(key -> !byPassKey.containsKey(key)).toList();
    }

    LoadedTimelines and(Map<Long, VehicleTimeline> more) {
        var vehicles = new HashMap<>(byVehicle);
        var passes = new HashMap<>(byPassKey);
        more.forEach((id, timeline) -> {
            vehicles.put(id, timeline);
            timeline.passes().forEach(pass -> passes.put(pass.passKey(), pass));
        });
        return new LoadedTimelines(vehicles, passes);
    }
}
