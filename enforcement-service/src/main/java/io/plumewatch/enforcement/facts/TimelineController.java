package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.facts.obd.TamperAlarms;
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

    private final VisibleVehicles visible;
    private final TamperAlarms tampering;
    private final Audit audit;

    TimelineController(VisibleVehicles visible, TamperAlarms tampering, Audit audit) {
        this.visible = visible;
        this.tampering = tampering;
        this.audit = audit;
    }

    @GetMapping
    @Allow({Role.OFFICER, Role.CREW})
    @Transactional
    VehicleDossier vehicle(Caller caller, @PathVariable String number, @PathVariable String type) {
        VehicleTimeline timeline = visible.find(caller, number, type);
        audit.record(caller, "VEHICLE_READ", subject(timeline));
        return VehicleDossier.of(timeline, caller.has(Role.OFFICER));
    }

    /** Passes, inspections, run breaks and alarms of tampering in the order of measuring, a page at a time. */
    @GetMapping("/timeline")
    @Allow({Role.OFFICER, Role.CREW})
    @Transactional
    ListPage<TimelineItem> timeline(
            Caller caller,
            @PathVariable String number,
            @PathVariable String type,
            @RequestParam(required = false) @Nullable String after) {
        VehicleTimeline timeline = visible.find(caller, number, type);
        audit.record(caller, "VEHICLE_TIMELINE_READ", subject(timeline));
        List<TimelineItem> all = Stream.of(
                        timeline.passes().stream().map(TimelineItem::of),
                        timeline.inspections().stream().map(TimelineItem::of),
                        timeline.runBreaks().stream().map(TimelineItem::runBreak),
                        tampering(timeline.vehicle().vin()))
                .flatMap(items -> items)
                .sorted(Comparator.comparing(TimelineItem::at).thenComparing(TimelineItem::kind))
                .toList();
        int from = (int) Math.min(ListPage.position(after), all.size());
        int to = Math.min(from + PAGE, all.size());
        return new ListPage<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private Stream<TimelineItem> tampering(@Nullable String vin) {
        return vin == null ? Stream.of() : tampering.of(vin).stream().map(TimelineItem::of);
    }

    private static String subject(VehicleTimeline timeline) {
        return timeline.vehicle().number() + "/" + timeline.vehicle().type();
    }
}
