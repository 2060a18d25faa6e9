package io.plumewatch.enforcement.registry;

import java.util.Set;

/**
 * Vehicles were registered, or changed in what can change a verdict; published once for all of a transaction, in it.
 *
 * @param numbers their plate numbers, whose passes may be of another vehicle now
 */
public record VehiclesChanged(Set<Long> vehicleIds, Set<String> numbers) {

    public VehiclesChanged {
        vehicleIds = Set.copyOf(vehicleIds);
        numbers = Set.copyOf(numbers);
    }
}
