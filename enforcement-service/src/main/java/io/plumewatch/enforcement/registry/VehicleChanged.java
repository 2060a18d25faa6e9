package io.plumewatch.enforcement.registry;

/** A vehicle was registered or its registration changed; published in the transaction of the change. */
public record VehicleChanged(long vehicleId, String number, String type) {}
