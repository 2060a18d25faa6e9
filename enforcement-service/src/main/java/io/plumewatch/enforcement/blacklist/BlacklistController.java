package io.plumewatch.enforcement.blacklist;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.wire.plate.LicensePlate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The blacklist as officers read and keep it. */
@RestController
@RequestMapping("/api/v1/blacklist")
class BlacklistController {

    private static final int MOST_ITEMS = 1_000;

    private final Locks locks;
    private final ManualLocks manual;
    private final Audit audit;

    BlacklistController(Locks locks, ManualLocks manual, Audit audit) {
        this.locks = locks;
        this.manual = manual;
        this.audit = audit;
    }

    @GetMapping
    @Allow(Role.OFFICER)
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) BlacklistEntry.@Nullable State state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw Refusal.badRequest("INVALID_INPUT", "limit", "must be 1.." + MOST_ITEMS);
        }
        String normalised = number == null ? null : LicensePlate.normalise(number);
        List<BlacklistEntry> entries = locks.list(
                caller.areas(),
                cursor(after),
                normalised,
                state == null ? null : state == BlacklistEntry.State.LOCKED,
                limit + 1);
        audit.record(caller, "BLACKLIST_READ", normalised == null ? "*" : normalised);
        boolean more = entries.size() > limit;
        return more ? new Page(entries.subList(0, limit), entries.get(limit - 1).entryId()) : new Page(entries, null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.OFFICER)
    BlacklistEntry add(Caller caller, @RequestBody JsonNode body) {
        return manual.add(caller, Fields.of(body));
    }

    @PostMapping("/{entryId}/lift")
    @Allow(Role.OFFICER)
    BlacklistEntry lift(Caller caller, @PathVariable String entryId, @RequestBody JsonNode body) {
        return manual.lift(caller, entryId, Fields.of(body));
    }

    private static @Nullable Long cursor(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be a 'next' of an earlier page");
        }
        return Long.valueOf(after);
    }

    /** Newest first; {@code next} is null at the end. */
    record Page(List<BlacklistEntry> items, @Nullable String next) {}
}
