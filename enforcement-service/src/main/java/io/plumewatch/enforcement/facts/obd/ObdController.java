package io.plumewatch.enforcement.facts.obd;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.facts.VisibleVehicles;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.standards.Rulebook;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How well a vehicle's terminal reports, day by day: for screening, never a finding. */
@RestController
class ObdController {

    private static final int WEEK = 6;
    private static final int MOST_DAYS = 92;

    private final VisibleVehicles visible;
    private final ObdDays days;
    private final Audit audit;
    private final Clock clock;

    ObdController(VisibleVehicles visible, ObdDays days, Audit audit, Clock clock) {
        this.visible = visible;
        this.days = days;
        this.audit = audit;
        this.clock = clock;
    }

    /** Days with any data, first to last; without {@code from} and {@code to} those of a week that ends today. */
    @GetMapping("/api/v1/vehicles/{number}/{type}/obd")
    @Allow(Role.OFFICER)
    @Transactional
    Days days(
            Caller caller,
            @PathVariable String number,
            @PathVariable String type,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        LocalDate last = to == null ? Rulebook.lawDay(clock.instant()) : to;
        LocalDate first = from == null ? last.minusDays(WEEK) : from;
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Refusal.badRequest("INVALID_INPUT", "from", "must be at most " + MOST_DAYS + " days before 'to'");
        }
        Vehicle vehicle = visible.find(caller, number, type).vehicle();
        audit.record(caller, "VEHICLE_OBD_READ", vehicle.number() + "/" + vehicle.type());
        String vin = vehicle.vin();
        return new Days(vin == null ? List.of() : days.of(vin, first, last), null);
    }

    record Days(List<DayStatistics> items, @Nullable String next) {}
}
