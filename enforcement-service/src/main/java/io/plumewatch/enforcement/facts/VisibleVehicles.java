package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.wire.plate.LicensePlate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The vehicles that a caller may see: those that belong to his areas or were measured there. */
@Component
public class VisibleVehicles {

    private final Vehicles vehicles;
    private final Timelines timelines;

    VisibleVehicles(Vehicles vehicles, Timelines timelines) {
        this.vehicles = vehicles;
        this.timelines = timelines;
    }

    /** Returns a vehicle's timeline by plate; a vehicle of other areas is as unknown as one that does not exist. */
    public VehicleTimeline find(Caller caller, String number, String type) {
        return timeline(caller, number, type)
                .orElseThrow(() -> Refusal.notFound("no such vehicle in your areas; plates are (number, type)"));
    }

    /** Returns a vehicle that the caller may see; empty = he may not, or there is none. */
    public Optional<Vehicle> among(Caller caller, String number, String type) {
        return timeline(caller, number, type).map(VehicleTimeline::vehicle);
    }

    private Optional<VehicleTimeline> timeline(Caller caller, String number, String type) {
        return vehicles.find(LicensePlate.normalise(number), type)
                .map(Vehicle::vehicleId)
                .flatMap(timelines::of)
                .filter(timeline -> covers(caller, timeline));
    }

    private static boolean covers(Caller caller, VehicleTimeline timeline) {
        return caller.areas().cover(timeline.vehicle().areaCode())
                || timeline.passes().stream().anyMatch(pass -> caller.areas().cover(pass.areaCode()));
    }
}
