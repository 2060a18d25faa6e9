package io.plumewatch.sim;

/** A registered heavy diesel truck, number and type. */
record Truck(String number, String type) {}
