package io.plumewatch.enforcement.registry;

import java.util.List;
import java.util.function.Function;

/**
 * Which changes of the registry can change a verdict. The rest (a telephone number, a road's name) makes nobody assess
 * a province's vehicles again.
 */
final class Bearing {

    private static final List<Function<Vehicle, Object>> VEHICLE = List.of(
            Vehicle::type,
            vehicle -> String.valueOf(vehicle.color()),
            Vehicle::fuel,
            Vehicle::vehicleType,
            vehicle -> String.valueOf(vehicle.bodyColor()),
            Vehicle::state);

    private static final List<Function<Device, Object>> DEVICE = List.of(
            Device::areaCode,
            device -> String.valueOf(device.siteId()),
            device -> String.valueOf(device.verifiedFrom()),
            device -> String.valueOf(device.verifiedUntil()));

    private static final List<Function<Site, Object>> SITE = List.of(
            Site::areaCode,
            Site::longitude,
            Site::latitude,
            Site::published,
            site -> String.valueOf(site.publishedOn()));

    private Bearing() {}

    /** A change of VIN or owner bears by the run that it ends, not by itself. */
    static boolean vehicle(Change<Vehicle> change) {
        return differs(change, VEHICLE);
    }

    static boolean device(Change<EnrolledDevice> change) {
        EnrolledDevice before = change.before();
        return differs(new Change<>(change.now().device(), before == null ? null : before.device()), DEVICE);
    }

    /** Nothing was measured at a new site. */
    static boolean site(Change<Site> change) {
        return change.before() != null && differs(change, SITE);
    }

    private static <T> boolean differs(Change<T> change, List<Function<T, Object>> fields) {
        T before = change.before();
        return before == null
                || fields.stream().anyMatch(field -> !field.apply(before).equals(field.apply(change.now())));
    }
}
