package io.plumewatch.enforcement.facts;

/**
 * Facts of a vehicle changed. Published synchronously, in the transaction of the change, with the vehicle's row
 * locked; several vehicles in key order.
 */
public record TimelineChanged(long vehicleId) {}
