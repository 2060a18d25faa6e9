package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.registry.Vehicle;
import io.plumewatch.enforcement.registry.Vehicles;
import io.plumewatch.wire.plate.LicensePlate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All that is known of a vehicle, to those whose area it belongs to or was measured in. */
@RestController
@RequestMapping("/api/v1/vehicles/{number}/{type}")
class TimelineController {

    private static final int PAGE = 200;

    private final Vehicles vehicles;
    private final Timelines timelines;
    private final Audit audit;

    TimelineController(Vehicles vehicles, Timelines timelines, Audit audit) {
        this.vehicles = vehicles;
        this.timelines = timelines;
        this.audit = audit;
    }

    @GetMapping
    @Allow({Role.OFFICER, Role.CREW})
    @Transactional
    VehicleDossier vehicle(Caller caller, @PathVariable String number, @PathVariable String type) {
        VehicleTimeline timeline = visible(caller, number, type);
        audit.record(caller, "VEHICLE_READ", subject(timeline));
        return VehicleDossier.of(timeline, caller.has(Role.OFFICER));
    }

    /** Passes, inspections and run breaks in the order of measuring, a page at a time. */
    @GetMapping("/timeline")
    @Allow({Role.OFFICER, Role.CREW})
    @Transactional
    Page timeline(
            Caller caller,
            @PathVariable String number,
            @PathVariable String type,
            @RequestParam(required = false) @Nullable String after) {
        VehicleTimeline timeline = visible(caller, number, type);
        audit.record(caller, "VEHICLE_TIMELINE_READ", subject(timeline));
        List<TimelineItem> all = Stream.of(
                        timeline.passes().stream().map(TimelineItem::of),
                        timeline.inspections().stream().map(TimelineItem::of),
                        timeline.runBreaks().stream().map(TimelineItem::runBreak))
                .flatMap(items -> items)
                .sorted(Comparator.comparing(TimelineItem::at).thenComparing(TimelineItem::kind))
                .toList();
        int from = (int) Math.min(Cursor.parse(after), all.size());
        int to = Math.min(from + PAGE, all.size());
        return new Page(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private VehicleTimeline visible(Caller caller, String number, String type) {
        return vehicles.find(LicensePlate.normalise(number), type)
                .map(Vehicle::vehicleId)
                .flatMap(timelines::of)
                .filter(timeline -> covers(caller, timeline))
                .orElseThrow(() -> Refusal.notFound("no such vehicle in your areas; plates are (number, type)"));
    }

    private static boolean covers(Caller caller, VehicleTimeline timeline) {
        return caller.areas().cover(timeline.vehicle().areaCode())
                || timeline.passes().stream().anyMatch(pass -> caller.areas().cover(pass.areaCode()));
    }

    private static String subject(VehicleTimeline timeline) {
        return timeline.vehicle().number() + "/" + timeline.vehicle().type();
    }

    record Page(List<TimelineItem> items, @Nullable String next) {}
}
