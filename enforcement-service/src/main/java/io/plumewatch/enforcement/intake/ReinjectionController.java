package io.plumewatch.enforcement.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.EveryDevice;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.intake.ParkedEntries.Parked;
import io.plumewatch.enforcement.intake.Reinjection.Outcome;
import io.plumewatch.enforcement.intake.Reinjection.Result;
import io.plumewatch.wire.log.Streams;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator does with the quarantine once a cause is mended. */
@RestController
@RequestMapping("/api/v1/quarantine")
class ReinjectionController {

    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_DISMISSED_AT_ONCE = 10_000;
    private static final int EXPORTED_AT_ONCE = 100;
    private static final long EXPORTED_BYTES = 8L << 20;

    private final Reinjection reinjection;
    private final ParkedEntries parked;
    private final Audit audit;
    private final EveryDevice everyDevice;

    ReinjectionController(Reinjection reinjection, ParkedEntries parked, Audit audit, EveryDevice everyDevice) {
        this.reinjection = reinjection;
        this.parked = parked;
        this.audit = audit;
        this.everyDevice = everyDevice;
    }

    @PostMapping("/{id}/reinject")
    @Allow(Role.ADMIN)
    Result one(Caller caller, @PathVariable long id) {
        return reinjection.reinject(caller, id);
    }

    /** Applies up to 500 of a reason, oldest first; {@code next} is where to go on. */
    @PostMapping("/reinject")
    @Allow(Role.ADMIN)
    Many many(Caller caller, @RequestBody Which which) {
        List<Long> ids = parked.ids(caller, which.reasonNamed(), which.gateway(), which.position(), MOST_AT_ONCE);
        var counts = new TreeMap<Outcome, Integer>();
        var staying = new ArrayList<Result>();
        for (long id : ids) {
            Result result = reinjection.reinject(caller, id);
            counts.merge(result.outcome(), 1, Integer::sum);
            if (result.outcome() == Outcome.REFUSED || result.outcome() == Outcome.FAILED) {
                staying.add(result);
            }
        }
        String next = ids.size() < MOST_AT_ONCE ? null : Long.toString(ids.get(ids.size() - 1));
        return new Many(counts, staying, next);
    }

    @PostMapping("/dismiss")
    @Allow(Role.ADMIN)
    Dismissed dismiss(Caller caller, @RequestBody Which which) {
        return new Dismissed(reinjection.dismiss(caller, which.reasonNamed(), which.gateway(), MOST_DISMISSED_AT_ONCE));
    }

    @PostMapping("/reread")
    @Allow(Role.ADMIN)
    Reread reread(Caller caller, @RequestBody Stream which) {
        String stream = Objects.requireNonNullElse(which.stream(), "");
        if (!Streams.onEvidenceRedis().contains(stream)
                && !Streams.onTelemetryRedis().contains(stream)) {
            throw Refusal.badRequest("INVALID_INPUT", "stream", "must be a stream of the log, such as evidence");
        }
        everyDevice.require(caller);
        return new Reread(
                stream, reinjection.reread(caller, stream).map(Offset::lastId).orElse(null));
    }

    /** Whole entries, each field in base64: they hold personal data, so this is audited. */
    @GetMapping("/export")
    @Allow(Role.ADMIN)
    Page export(
            Caller caller,
            @RequestParam String reason,
            @RequestParam(required = false) @Nullable String gateway,
            @RequestParam(required = false) @Nullable String after) {
        var which = new Which(reason, gateway, after);
        List<Parked> page = parked.export(caller, reason, gateway, which.position(), EXPORTED_AT_ONCE, EXPORTED_BYTES);
        audit.record(caller, "QUARANTINE_EXPORTED", reason + " " + page.size());
        String next =
                page.isEmpty() ? null : Long.toString(page.get(page.size() - 1).id());
        return new Page(page.stream().map(ReinjectionController::item).toList(), next);
    }

    private static Item item(Parked entry) {
        var fields = new TreeMap<String, String>();
        var raw = Objects.requireNonNull(entry.raw());
        raw.fields()
                .forEach((name, value) -> fields.put(name, Base64.getEncoder().encodeToString(value)));
        return new Item(Long.toString(entry.id()), raw.stream(), raw.id(), entry.reason(), fields);
    }

    /**
     * What is meant.
     *
     * @param reason for example {@code NOT_SEALED}
     * @param gateway only entries that name this gateway, if it is given
     * @param after only entries behind this id, if it is given
     */
    record Which(
            @Nullable String reason,
            @Nullable String gateway,
            @Nullable String after) {

        String reasonNamed() {
            if (reason == null || reason.isBlank()) {
                throw Refusal.badRequest("INVALID_INPUT", "reason", "is required");
            }
            return reason;
        }

        long position() {
            return QuarantineController.position(after);
        }
    }

    record Stream(@Nullable String stream) {}

    /**
     * What became of many.
     *
     * @param staying those that were refused or failed again
     * @param next the position to go on from; null at the end
     */
    record Many(
            Map<Outcome, Integer> counts,
            List<Result> staying,
            @Nullable String next) {}

    record Dismissed(int dismissed) {}

    /**
     * From where a stream is read again.
     *
     * @param after null when nothing was left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reread(String stream, @Nullable String after) {}

    record Page(List<Item> items, @Nullable String next) {}

    record Item(String id, String stream, String entryId, String reason, Map<String, String> fields) {}
}
