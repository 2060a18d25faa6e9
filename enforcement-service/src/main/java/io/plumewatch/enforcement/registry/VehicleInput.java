package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.wire.plate.LicensePlate;
import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle as it is to be registered.
 *
 * @param vehicle its id is {@value #NO_ID} until the table gives one
 * @param effectiveFrom since when a change of plate, VIN or owner counts; null = receipt
 */
record VehicleInput(Vehicle vehicle, @Nullable Instant effectiveFrom) {

    static final long NO_ID = 0;

    private static final Pattern FUEL = Pattern.compile("[A-FLMNOYZ](/[A-FLMNOYZ]){0,3}");
    private static final Pattern VEHICLE_TYPE = Pattern.compile("[A-Z][0-9][0-9A-Z]");
    private static final Pattern PHONE = Pattern.compile("[0-9+ ()-]{5,30}");
    private static final int LONGEST_CODE = 20;

    static VehicleInput read(Fields fields) {
        Fields plate = fields.object("plate");
        var vehicle = new Vehicle(
                NO_ID,
                number(plate),
                type(plate),
                plate.optionalChoice("color", PlateColor.class).orElse(null),
                fields.text("fuel", FUEL, "a fuel code of GA 24.9 such as B, combined ones separated by /"),
                fields.text("vehicleType", VEHICLE_TYPE, "a vehicle type code of GA 24.4 such as H11"),
                fields.areaCode("areaCode"),
                Inputs.vin(fields),
                fields.optionalText("emissionStage", LONGEST_CODE),
                fields.optionalDate("firstRegisteredOn"),
                Inputs.optionalKey(fields, "companyId"),
                fields.optionalText("ownerName", Inputs.LONGEST_NAME),
                fields.optionalText("ownerPhone", PHONE, "a telephone number"),
                fields.optionalText("brand", Inputs.LONGEST_NAME),
                fields.optionalText("bodyColor", LONGEST_CODE),
                fields.optionalChoice("state", Vehicle.State.class).orElse(Vehicle.State.ACTIVE));
        return new VehicleInput(vehicle, fields.optionalInstant("effectiveFrom"));
    }

    VehicleKey key() {
        return VehicleKey.of(vehicle);
    }

    /** Returns what looks wrong but may be right. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(Inputs.vinWarnings(vehicle.vin()));
        LicensePlate.Family family = LicensePlate.parse(vehicle.number()).family();
        if (!family.standard()) {
            warnings.add("plate.number: fits no family of GA 36-2018");
        } else if (!fits(family, vehicle.type())) {
            warnings.add(String.format(
                    Locale.ROOT, "plate.type: a plate of the family %s does not have type %s", family, vehicle.type()));
        }
        return warnings;
    }

    private static boolean fits(LicensePlate.Family family, String type) {
        return switch (family) {
            case SMALL_NEW_ENERGY -> type.equals(PlateType.SMALL_NEW_ENERGY.code());
            case LARGE_NEW_ENERGY -> type.equals(PlateType.LARGE_NEW_ENERGY.code());
            case TRAILER -> type.equals(PlateType.TRAILER.code());
            default ->
                !type.equals(PlateType.SMALL_NEW_ENERGY.code())
                        && !type.equals(PlateType.LARGE_NEW_ENERGY.code())
                        && !type.equals(PlateType.TRAILER.code());
        };
    }

    private static String number(Fields plate) {
        String raw = plate.text("number", 2 * LicensePlate.MAX_LENGTH);
        Optional<LicensePlate> read = LicensePlate.tryParse(raw);
        if (read.isEmpty() && !raw.isEmpty()) {
            plate.wrong("number", "must be " + LicensePlate.EXPECTED);
        }
        return read.map(LicensePlate::number).orElse("");
    }

    private static String type(Fields plate) {
        String type = plate.text("type", LONGEST_CODE);
        if (!type.isEmpty() && PlateType.of(type).isEmpty()) {
            plate.wrong("type", "must be a plate type of GA 24.7 of two digits, such as 01");
        }
        return type;
    }
}
