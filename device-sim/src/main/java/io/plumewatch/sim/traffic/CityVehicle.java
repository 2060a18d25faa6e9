package io.plumewatch.sim.traffic;

import io.plumewatch.wire.plate.PlateColor;
import java.time.LocalDate;

/**
 * A registered vehicle.
 *
 * @param plateType HPZL, for example {@code 01}
 * @param fuel code of GA 24.9: {@code B} diesel, {@code A} petrol, {@code C} electric
 * @param vehicleType code of GA 24.4, for example {@code H11} heavy truck
 * @param stage emission stage {@code 0..6}, {@code D} electric
 */
public record CityVehicle(
        int index,
        String plateNumber,
        String plateType,
        PlateColor color,
        String fuel,
        String vehicleType,
        String stage,
        Area area,
        String vin,
        String bodyColor,
        LocalDate firstRegisteredOn) {

    boolean diesel() {
        return fuel.equals("B");
    }

    public boolean truck() {
        return vehicleType.startsWith("H1") || vehicleType.startsWith("H2");
    }
}
