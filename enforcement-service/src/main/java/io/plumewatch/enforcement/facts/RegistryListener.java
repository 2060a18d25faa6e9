package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.DevicesChanged;
import io.plumewatch.enforcement.registry.SitesChanged;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.registry.VehiclesChanged;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A change of the registry is a fact too: it applies to what was measured before.
 *
 * <p>One event tells of all that a transaction changes, so that its locks are taken once and in the order of
 * {@link FactLocks}: whoever came back for more vehicles while holding the last lock could wait for the intake, and
 * the intake for him.
 */
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

    /** Passes of the numbers find their vehicle, or lose it to another one. */
    @EventListener
    void on(VehiclesChanged changed) {
        locks.lock(() -> {
            Set<Long> all = ownership.vehiclesOf(changed.numbers());
            all.addAll(vehicles.withNumbers(changed.numbers()));
            return all;
        });
        var touched = new HashSet<Long>();
        for (Ownership.Plate plate : ownership.platesOf(changed.numbers())) {
            Long owner = vehicles.resolve(plate.number(), plate.type(), plate.color())
                    .map(Vehicle::vehicleId)
                    .orElse(null);
            touched.addAll(ownership.give(plate, owner));
        }
        touched.addAll(ownership.withFacts(changed.vehicleIds()));
        announcements.changed(touched);
    }

    /** Whatever the devices measured may count differently now. */
    @EventListener
    void on(DevicesChanged changed) {
        Set<Long> measured = locks.lock(() -> ownership.vehiclesMeasuredBy(changed.deviceNos()));
        announcements.changed(measured);
    }

    /** Whatever was measured at the sites may count differently now, also by units that have moved on since. */
    @EventListener
    void on(SitesChanged changed) {
        Set<Long> measured = locks.lock(() -> ownership.vehiclesMeasuredAt(changed.siteIds()));
        announcements.changed(measured);
    }
}
