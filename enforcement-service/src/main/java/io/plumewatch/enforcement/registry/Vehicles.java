package io.plumewatch.enforcement.registry;

import io.plumewatch.wire.plate.PlateColor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registered vehicles, as other modules use them. */
public interface Vehicles {

    Optional<Vehicle> find(long vehicleId);

    Optional<Vehicle> find(String number, String type);

    /** Finds many at once with their run breaks, by id; unknown ids are absent. */
    Map<Long, VehicleWithBreaks> withBreaks(Collection<Long> vehicleIds);

    /** Returns the ids of all vehicles with one of the numbers, whatever their type. */
    Set<Long> withNumbers(Collection<String> numbers);

    /**
     * Resolves an observed plate: (number, type) registered → that one; type absent → the only registered vehicle with
     * that number whose usual colour agrees with the observed one; else empty, which means UNRESOLVED.
     */
    Optional<Vehicle> resolve(String number, @Nullable String type, @Nullable PlateColor observedColor);

    /** Locks the rows in key order until the caller's transaction ends. */
    void lock(Collection<Long> vehicleIds);

    /** Returns when changes of plate, VIN or owner ended a run of measurements, oldest first. */
    List<Instant> runBreaks(long vehicleId);
}
