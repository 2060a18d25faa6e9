package io.plumewatch.enforcement.blacklist;

import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.cases.EnforcementCase.LockState;
import io.plumewatch.enforcement.facts.VisibleVehicles;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.wire.plate.LicensePlate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Entries that officers make and lift by hand; a reason goes with each, and a document behind a new one. */
@Service
class ManualLocks {

    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_REASON = 500;

    private final Locks locks;
    private final Vehicles vehicles;
    private final VisibleVehicles visible;
    private final Cases cases;
    private final Audit audit;
    private final Clock clock;

    ManualLocks(Locks locks, Vehicles vehicles, VisibleVehicles visible, Cases cases, Audit audit, Clock clock) {
        this.locks = locks;
        this.vehicles = vehicles;
        this.visible = visible;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public BlacklistEntry add(Caller caller, Fields body) {
        Fields plate = body.object("plate");
        String number = LicensePlate.normalise(plate.text("number", LONGEST_NUMBER));
        String type = plate.text("type", LONGEST_NUMBER);
        String reason = body.text("reason", LONGEST_REASON);
        String documentNo = body.text("documentNo", LONGEST_NUMBER);
        String areaCode = body.optionalText("areaCode", LONGEST_NUMBER);
        Instant repairDeadline = body.optionalInstant("repairDeadline");
        body.refuseIfWrong();
        Vehicle vehicle = visible.among(caller, number, type)
                .orElseThrow(() -> Refusal.badRequest(
                        "UNKNOWN_VEHICLE", "plate", "no such vehicle in your areas; register it by POST /vehicles"));
        String entryId = locks.lock(new Locks.NewLock(
                        vehicle.vehicleId(),
                        vehicle.number(),
                        vehicle.type(),
                        null,
                        area(caller, areaCode, vehicle),
                        reason,
                        documentNo,
                        clock.instant(),
                        caller.person(),
                        repairDeadline))
                .orElseThrow(() -> Refusal.conflict(
                        "ALREADY_LOCKED", "this document locks the vehicle already; lift that entry first"));
        audit.record(caller, "BLACKLIST_ADDED", vehicle.number() + "/" + vehicle.type());
        return find(caller, entryId);
    }

    @Transactional
    public BlacklistEntry lift(Caller caller, String entryId, Fields body) {
        String reason = body.text("reason", LONGEST_REASON);
        body.refuseIfWrong();
        BlacklistEntry entry = find(caller, entryId);
        // Everything that decides on a vehicle locks its row first; so a release and an officer never cross.
        vehicles.find(entry.plate().number(), entry.plate().type())
                .ifPresent(vehicle -> vehicles.lock(List.of(vehicle.vehicleId())));
        if (!locks.lift(entry, caller.person(), reason, clock.instant())) {
            throw Refusal.conflict("ALREADY_LIFTED", "the entry was lifted before", List.of());
        }
        if (entry.caseId() != null) {
            cases.lockMoved(entry.caseId(), LockState.LIFTED);
        }
        audit.record(
                caller,
                "BLACKLIST_LIFTED",
                entry.plate().number() + "/" + entry.plate().type());
        return find(caller, entryId);
    }

    private BlacklistEntry find(Caller caller, String entryId) {
        if (!entryId.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("no blacklist entry " + entryId);
        }
        return locks.find(Long.parseLong(entryId))
                .filter(entry -> caller.areas().cover(entry.areaCode()))
                .orElseThrow(() -> Refusal.notFound("no blacklist entry " + entryId));
    }

    /** The area asked for, else the vehicle's when the officer may see it, else the officer's first. */
    private static String area(Caller caller, @Nullable String asked, Vehicle vehicle) {
        if (asked != null && !asked.matches("[0-9]{6}")) {
            throw Refusal.badRequest("INVALID_INPUT", "areaCode", "must be six digits (GB/T 2260)");
        }
        if (asked != null && !caller.areas().cover(asked)) {
            throw Refusal.badRequest("INVALID_INPUT", "areaCode", "is not one of your areas");
        }
        if (asked != null) {
            return asked;
        }
        if (caller.areas().cover(vehicle.areaCode())) {
            return vehicle.areaCode();
        }
        return caller.areas().codes().stream().sorted().findFirst().orElse(vehicle.areaCode());
    }
}
