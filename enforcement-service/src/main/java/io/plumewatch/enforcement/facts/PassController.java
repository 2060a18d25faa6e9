package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The passes of the caller's areas, unresolved ones too, and what an officer may say of a single one. */
@RestController
@RequestMapping("/api/v1/passes")
class PassController {

    private static final int PAGE = 100;
    private static final int LONGEST_REASON = 500;

    private final Passes passes;
    private final RecordedTimelines timelines;
    private final FactLocks locks;
    private final Announcements announcements;
    private final Audit audit;

    PassController(
            Passes passes, RecordedTimelines timelines, FactLocks locks, Announcements announcements, Audit audit) {
        this.passes = passes;
        this.timelines = timelines;
        this.locks = locks;
        this.announcements = announcements;
        this.audit = audit;
    }

    /** Passes in the order of recording. */
    @GetMapping
    @Allow(Role.OFFICER)
    @Transactional
    ListPage<PassView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(defaultValue = "false") boolean unresolved,
            @RequestParam(required = false) @Nullable String after) {
        List<Passes.Row> rows =
                passes.list(device, unresolved, caller.areas().patterns(), ListPage.position(after), PAGE + 1);
        ListPage<Passes.Row> page = ListPage.of(rows, PAGE, row -> Long.toString(row.seq()));
        audit.record(caller, "PASSES_READ", Objects.requireNonNullElse(device, "all"));
        // facts() keeps the order of its rows
        return new ListPage<>(
                timelines.facts(page.items()).stream().map(PassView::of).toList(), page.next());
    }

    /** Accepts a measurement although its unit sent it late without saying so. */
    @PostMapping("/{device}/{passId}/clear-clock")
    @Allow(Role.OFFICER)
    @Transactional
    PassView clearClock(
            Caller officer, @PathVariable String device, @PathVariable String passId, @RequestBody JsonNode body) {
        Fields fields = Fields.of(body);
        String reason = fields.text("reason", LONGEST_REASON);
        fields.refuseIfWrong();
        String key = device + "/" + passId;
        // A registration in between may give the pass to another vehicle.
        Set<Long> touched = locks.lock(() -> {
            Long vehicleId = visible(officer, key).vehicleId();
            return vehicleId == null ? Set.of() : Set.of(vehicleId);
        });
        if (!passes.clearClock(key, officer.person(), reason)) {
            throw Refusal.conflict("CLOCK_NOT_SUSPECT", "the clock of this pass is not SUSPECT, or is cleared already");
        }
        audit.record(officer, "CLOCK_CLEARED", key);
        announcements.changed(touched);
        return PassView.of(visible(officer, key));
    }

    private PassFact visible(Caller caller, String key) {
        return timelines
                .pass(key)
                .filter(pass -> caller.areas().cover(pass.areaCode()))
                .orElseThrow(() -> Refusal.notFound("no pass " + key + " in your areas"));
    }
}
