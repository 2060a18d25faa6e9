package io.plumewatch.sim.traffic;

/**
 * A plate as a camera read it.
 *
 * @param confidence of the character that it was least sure of, 0..1
 */
public record PlateReading(String number, double confidence) {}
