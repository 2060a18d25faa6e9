package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Judgement.Reason;
import io.plumewatch.enforcement.assessment.VehicleFacts.Registration;
import java.util.Optional;
import java.util.Set;

/** Which vehicles HJ 845 covers: of classes M and N, with a compression-ignition engine and nothing else. */
final class Scope {

    private static final Set<String> NEW_ENERGY_PLATES = Set.of("51", "52");

    /** Motorcycles (07 and 08, and their kin), low-speed vehicles, tractors. */
    private static final Set<String> PLATES_NOT_COVERED =
            Set.of("07", "08", "09", "10", "11", "12", "13", "14", "17", "19", "21", "24");

    private Scope() {}

    /** Returns why the vehicle is outside; empty = it is covered. */
    static Optional<Reason> exclusion(Registration vehicle) {
        String type = vehicle.vehicleType();
        if (vehicle.plateType().equals("15") || type.startsWith("B") || type.startsWith("G")) {
            return Optional.of(Reason.TRAILER);
        }
        if (!vehicle.fuel().equals("B")) {
            return Optional.of(Reason.FUEL_NOT_DIESEL);
        }
        if (NEW_ENERGY_PLATES.contains(vehicle.plateType())) {
            return Optional.of(Reason.NEW_ENERGY_PLATE);
        }
        return PLATES_NOT_COVERED.contains(vehicle.plateType()) || type.matches("(H5|J|M|N|T).*")
                ? Optional.of(Reason.CLASS_NOT_COVERED)
                : Optional.empty();
    }
}
