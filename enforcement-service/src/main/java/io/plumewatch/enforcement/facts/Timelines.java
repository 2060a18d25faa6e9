package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.Vehicle;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vehicles' timelines, and what officers say about single measurements. */
public interface Timelines {

    /** Loads the whole timeline; the caller holds the vehicle's row lock when it will decide on it. */
    Optional<VehicleTimeline> of(long vehicleId);

    /** Returns a vehicle as its timeline has it, where that was loaded already. */
    Optional<Vehicle> vehicle(long vehicleId);

    Optional<PassFact> pass(String passKey);

    List<PassFact> passes(Collection<String> passKeys);

    /** Returns the bytes of a pass as the gateway received them, for the evidence package. */
    Optional<byte[]> asReceived(String passKey);

    /** Returns the bytes of the calibrations that bear on passes, by key, in the order of performing. */
    Map<String, byte[]> calibrationsOf(Collection<String> passKeys);

    /** Rejects measurements for good: they become INVALID facts. Publishes no event; the caller re-assesses. */
    void reject(Collection<String> passKeys, String officer, String reason);
}
