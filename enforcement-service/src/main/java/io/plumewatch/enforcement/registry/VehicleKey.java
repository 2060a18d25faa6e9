package io.plumewatch.enforcement.registry;

import java.util.Comparator;

/** What makes a vehicle outside: its plate number and the type of the plate. */
record VehicleKey(String number, String type) implements Comparable<VehicleKey> {

    private static final Comparator<VehicleKey> ORDER =
            Comparator.comparing(VehicleKey::number).thenComparing(VehicleKey::type);

    static VehicleKey of(Vehicle vehicle) {
        return new VehicleKey(vehicle.number(), vehicle.type());
    }

    @Override
    public int compareTo(VehicleKey other) {
        return ORDER.compare(this, other);
    }
}
