package io.plumewatch.enforcement.blacklist;

/** The last lock of a vehicle was lifted, whatever the reason; published in the transaction that lifts it. */
public record VehicleUnlocked(long vehicleId) {}
