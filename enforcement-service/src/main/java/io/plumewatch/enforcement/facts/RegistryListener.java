package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.DeviceChanged;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.VehicleChanged;
import io.plumewatch.enforcement.registry.Vehicles;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A change of the registry is a fact too: it applies to what was measured before. */
@Component
class RegistryListener {

    private final Ownership ownership;
    private final Vehicles vehicles;
    private final FactLocks locks;
    private final Announcements announcements;

    RegistryListener(Ownership ownership, Vehicles vehicles, FactLocks locks, Announcements announcements) {
        this.ownership = ownership;
        this.vehicles = vehicles;
        this.locks = locks;
        this.announcements = announcements;
    }

    /** Passes of the number find their vehicle, or lose it to another one. */
    @EventListener
    void on(VehicleChanged changed) {
        locks.lock(() -> ownership.vehiclesOf(changed.number()));
        var touched = new HashSet<Long>();
        for (Ownership.Plate plate : ownership.platesOf(changed.number())) {
            Long owner = vehicles.resolve(plate.number(), plate.type(), plate.color())
                    .map(Vehicle::vehicleId)
                    .orElse(null);
            touched.addAll(ownership.give(plate, owner));
        }
        if (ownership.hasFacts(changed.vehicleId())) {
            touched.add(changed.vehicleId());
        }
        vehicles.lock(touched);
        announcements.changed(touched);
    }

    /** Whatever the device measured may count differently now. */
    @EventListener
    void on(DeviceChanged changed) {
        Set<Long> measured = locks.lock(() -> ownership.vehiclesMeasuredBy(changed.deviceNo()));
        announcements.changed(measured);
    }
}
