package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Registers vehicles. A registration applies to what was measured before as well; only a change of plate, VIN or owner
 * counts from a point in time, at which the vehicle's run of measurements ends.
 */
@Component
class VehicleRegistration {

    private final Register register;
    private final VehicleTable table;
    private final Changelog changelog;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    VehicleRegistration(
            Register register, VehicleTable table, Changelog changelog, Clock clock, ApplicationEventPublisher events) {
        this.register = register;
        this.table = table;
        this.changelog = changelog;
        this.clock = clock;
        this.events = events;
    }

    /** Stores all or none; the changes come back in the order of the inputs. */
    List<Change<Vehicle>> register(Caller caller, List<VehicleInput> inputs) {
        Instant receivedAt = clock.instant();
        return register.write(() -> store(caller, inputs, receivedAt));
    }

    private List<Change<Vehicle>> store(Caller caller, List<VehicleInput> inputs, Instant receivedAt) {
        Map<VehicleKey, Vehicle> held = table.lock(inputs);
        inputs.forEach(input -> requireArea(caller, input, held));
        List<Vehicle> wanted =
                inputs.stream().map(input -> withId(input.vehicle(), held)).toList();
        table.update(wanted.stream()
                .filter(vehicle -> vehicle.vehicleId() != VehicleInput.NO_ID)
                .filter(vehicle -> !vehicle.equals(held.get(VehicleKey.of(vehicle))))
                .toList());
        Map<VehicleKey, Vehicle> added = table.insert(
                wanted.stream()
                        .filter(vehicle -> vehicle.vehicleId() == VehicleInput.NO_ID)
                        .toList(),
                receivedAt);
        List<Change<Vehicle>> changes = new ArrayList<>();
        for (Vehicle vehicle : wanted) {
            VehicleKey key = VehicleKey.of(vehicle);
            changes.add(new Change<>(added.getOrDefault(key, vehicle), held.get(key)));
        }
        Set<Long> broken = breakRuns(inputs, changes, receivedAt);
        changelog.record(caller, "vehicle", changes, vehicle -> vehicle.number() + "/" + vehicle.type());
        publish(changes, broken);
        return changes;
    }

    /** Returns the vehicles of which a run ended, the earlier plates of a VIN among them. */
    private Set<Long> breakRuns(List<VehicleInput> inputs, List<Change<Vehicle>> changes, Instant receivedAt) {
        List<VehicleTable.RunBreak> breaks = new ArrayList<>();
        List<VehicleTable.NewVin> newVins = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Vehicle now = changes.get(i).now();
            Vehicle before = changes.get(i).before();
            Instant effectiveFrom = inputs.get(i).effectiveFrom();
            Instant at = effectiveFrom == null ? receivedAt : effectiveFrom;
            if (before != null && RunBreaks.between(before, now)) {
                breaks.add(new VehicleTable.RunBreak(now.vehicleId(), at));
            }
            String vin = now.vin();
            if (vin != null && (before == null || !vin.equals(before.vin()))) {
                newVins.add(new VehicleTable.NewVin(now.vehicleId(), vin, at));
            }
        }
        breaks.addAll(table.platesChanged(newVins));
        table.addRunBreaks(breaks);
        return breaks.stream().map(VehicleTable.RunBreak::vehicleId).collect(Collectors.toSet());
    }

    private void publish(List<Change<Vehicle>> changes, Set<Long> broken) {
        List<Vehicle> changed = changes.stream()
                .filter(change ->
                        Bearing.vehicle(change) || broken.contains(change.now().vehicleId()))
                .map(Change::now)
                .collect(Collectors.toCollection(ArrayList::new));
        Set<Long> known = changed.stream().map(Vehicle::vehicleId).collect(Collectors.toSet());
        changed.addAll(
                table.byIds(broken.stream().filter(id -> !known.contains(id)).toList()));
        if (!changed.isEmpty()) {
            events.publishEvent(new VehiclesChanged(
                    changed.stream().map(Vehicle::vehicleId).collect(Collectors.toSet()),
                    changed.stream().map(Vehicle::number).collect(Collectors.toSet())));
        }
    }

    private static void requireArea(Caller caller, VehicleInput input, Map<VehicleKey, Vehicle> held) {
        Vehicle before = held.get(input.key());
        if (!caller.areas().cover(input.vehicle().areaCode())
                || (before != null && !caller.areas().cover(before.areaCode()))) {
            throw Register.foreignArea(input.vehicle().number());
        }
    }

    private static Vehicle withId(Vehicle vehicle, Map<VehicleKey, Vehicle> held) {
        Vehicle before = held.get(VehicleKey.of(vehicle));
        return before == null ? vehicle : VehicleTable.withId(vehicle, before.vehicleId());
    }
}
