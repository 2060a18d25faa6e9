package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.facts.TamperWatch;
import io.plumewatch.enforcement.facts.Timelines;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.enforcement.standards.Limits;
import io.plumewatch.enforcement.standards.Policy;
import io.plumewatch.enforcement.standards.Rulebook;
import io.plumewatch.enforcement.standards.Standards;
import io.plumewatch.wire.rs.RsPass;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says why a plate that was seen is of interest, in the caller's transaction, as of the time of the sighting. */
@Component
class Hits {

    /** The remote-sensing limits are for diesel alone. */
    private static final String DIESEL = "B";

    private final Blacklist blacklist;
    private final Vehicles vehicles;
    private final Cases cases;
    private final TamperWatch tampering;
    private final Standards standards;
    private final Timelines timelines;

    Hits(
            Blacklist blacklist,
            Vehicles vehicles,
            Cases cases,
            TamperWatch tampering,
            Standards standards,
            Timelines timelines) {
        this.blacklist = blacklist;
        this.vehicles = vehicles;
        this.cases = cases;
        this.tampering = tampering;
        this.standards = standards;
        this.timelines = timelines;
    }

    /** Returns the vehicles of interest: mostly none, one, or two that share a number while no type was read. */
    List<Hit> of(Seen seen) {
        List<Blacklist.Entry> locked = locks(seen);
        Map<Long, Vehicle> candidates = new LinkedHashMap<>();
        resolve(seen).ifPresent(vehicle -> candidates.put(vehicle.vehicleId(), vehicle));
        for (Blacklist.Entry entry : locked) {
            candidates.computeIfAbsent(
                    entry.vehicleId(), id -> vehicles.find(id).orElseThrow());
        }
        return candidates.values().stream()
                .map(vehicle -> hit(seen, vehicle, of(vehicle, locked)))
                .filter(hit -> !hit.reasons().isEmpty())
                .toList();
    }

    Policy policy(Seen seen) {
        return standards.rulebook().policyFor(seen.areaCode(), Rulebook.lawDay(seen.at()));
    }

    private Hit hit(Seen seen, Vehicle vehicle, List<Blacklist.Entry> locks) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (!locks.isEmpty()) {
            reasons.add(Reason.BLACKLISTED);
        }
        if (vehicle.state() != Vehicle.State.ACTIVE) {
            reasons.add(Reason.SCRAPPED);
        }
        List<Cases.Exceedance> exceedances = exceedances(seen, vehicle);
        if (!exceedances.isEmpty()) {
            reasons.add(Reason.EXCEEDANCE_NOW);
        }
        if (tampered(seen, vehicle)) {
            reasons.add(Reason.OBD_TAMPER);
        }
        return new Hit(vehicle, reasons, locks, exceedances);
    }

    private boolean tampered(Seen seen, Vehicle vehicle) {
        return vehicle.vin() != null
                && seen.confidence() >= policy(seen).minimumConfidence()
                && tampering.removed(vehicle.vin(), seen.at());
    }

    /** Most plates end here, in the heap. */
    private List<Blacklist.Entry> locks(Seen seen) {
        if (!blacklist.mayHold(seen.number())) {
            return List.of();
        }
        boolean always = policy(seen).alertBeforeRepairDeadline();
        return blacklist.match(seen.number(), seen.type(), seen.color(), seen.at()).stream()
                .filter(entry -> seen.vehicleId() == null || entry.vehicleId() == seen.vehicleId())
                .filter(entry -> always || overdue(entry, seen))
                .toList();
    }

    static boolean overdue(Blacklist.Entry entry, Seen seen) {
        return entry.repairDeadline() == null || seen.at().isAfter(entry.repairDeadline());
    }

    private Optional<Vehicle> resolve(Seen seen) {
        if (seen.passKey() == null) {
            return vehicles.resolve(seen.number(), seen.type(), seen.color());
        }
        return Optional.ofNullable(seen.vehicleId()).flatMap(timelines::vehicle);
    }

    private List<Cases.Exceedance> exceedances(Seen seen, Vehicle vehicle) {
        String passKey = seen.passKey();
        if (passKey == null
                || !vehicle.fuel().equals(DIESEL)
                || !mayExceed(seen)
                || seen.confidence() < policy(seen).minimumConfidence()) {
            return List.of();
        }
        return cases.exceedances(passKey);
    }

    /** Most passes are below every limit: they need no second assessment. */
    private boolean mayExceed(Seen seen) {
        RsPass.Exhaust exhaust = seen.exhaust();
        Limits limits =
                standards.rulebook().limitsOn(Rulebook.lawDay(seen.at())).orElse(null);
        return exhaust != null
                && limits != null
                && (above(exhaust.opacityPercent(), limits.opacityPercent())
                        || above(exhaust.ringelmann(), limits.ringelmannLevel())
                        || above(exhaust.noPpm(), limits.noPpm()));
    }

    private static boolean above(@Nullable Number measured, double limit) {
        return measured != null && measured.doubleValue() > limit;
    }

    private static List<Blacklist.Entry> of(Vehicle vehicle, List<Blacklist.Entry> locked) {
        return locked.stream()
                .filter(entry -> entry.vehicleId() == vehicle.vehicleId())
                .toList();
    }
}
