package io.plumewatch.enforcement.registry;

import io.plumewatch.wire.plate.PlateColor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A registered vehicle as it goes out. */
record VehicleView(
        Plate plate,
        String fuel,
        String vehicleType,
        String areaCode,
        @Nullable String vin,
        @Nullable String emissionStage,
        @Nullable LocalDate firstRegisteredOn,
        @Nullable String companyId,
        @Nullable String ownerName,
        @Nullable String ownerPhone,
        @Nullable String brand,
        @Nullable String bodyColor,
        Vehicle.State state) {

    static VehicleView of(Vehicle vehicle) {
        return new VehicleView(
                new Plate(vehicle.number(), vehicle.type(), vehicle.color()),
                vehicle.fuel(),
                vehicle.vehicleType(),
                vehicle.areaCode(),
                vehicle.vin(),
                vehicle.emissionStage(),
                vehicle.firstRegisteredOn(),
                vehicle.companyId(),
                vehicle.ownerName(),
                vehicle.ownerPhone(),
                vehicle.brand(),
                vehicle.bodyColor(),
                vehicle.state());
    }

    /** The plate, as everywhere in the API. */
    record Plate(String number, String type, @Nullable PlateColor color) {}
}
