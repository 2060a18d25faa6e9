package io.plumewatch.enforcement.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.EveryDevice;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was read from the log and could not be used, in the shape of the gateway's list. */
@RestController
class QuarantineController {

    private static final int PAGE = 100;

    /** Entries of a device that is in no registry belong to no area: administrators of all look after them. */
    private static final String LIST = """
            select rejected_id, received_at, stream, rejected_entry.kind, device, reason, field, expected,
                   length(payload) as bytes, substring(payload from 1 for :sample) as head, build, parked, settled_as
              from rejected_entry left join device known on known.device_no = rejected_entry.device
             where rejected_id > :after
               and (cast(:reason as text) is null or reason = :reason)
               and (cast(:device as text) is null or device = :device)
               and (known.area_code like any(:areas) or (known.device_no is null and :administrator))
             order by rejected_id
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final EveryDevice everyDevice;

    QuarantineController(JdbcClient jdbc, EveryDevice everyDevice) {
        this.jdbc = jdbc;
        this.everyDevice = everyDevice;
    }

    @GetMapping("/api/v1/quarantine")
    @Allow({Role.ADMIN, Role.OFFICER})
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String device) {
        List<Item> items = jdbc.sql(LIST)
                .param("after", position(after))
                .param("reason", reason)
                .param("device", device)
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("administrator", caller.has(Role.ADMIN) && everyDevice.isIn(caller.areas()))
                .param("sample", Masking.SAMPLE)
                .param("limit", PAGE + 1)
                .query(QuarantineController::item)
                .list();
        return items.size() <= PAGE
                ? new Page(items, null)
                : new Page(items.subList(0, PAGE), items.get(PAGE - 1).id());
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        String device = row.getString("device");
        return new Item(
                row.getString("rejected_id"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("stream"),
                row.getString("kind"),
                device == null ? null : Masking.hide(device),
                row.getString("reason"),
                row.getString("field"),
                row.getString("expected"),
                row.getInt("bytes"),
                Masking.sample(row.getBytes("head")),
                row.getString("build"),
                state(row.getBoolean("parked"), row.getString("settled_as")));
    }

    private static String state(boolean parked, @Nullable String settledAs) {
        if (settledAs != null) {
            return settledAs;
        }
        return parked ? "PARKED" : "REFUSED";
    }

    static long position(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Refusal.badRequest("INVALID_CURSOR", "after", "must be a 'next' of this list, or absent");
        }
        return Long.parseLong(after);
    }

    record Page(List<Item> items, @Nullable String next) {}

    /**
     * One entry.
     *
     * @param source the stream that it was read from
     * @param bytes size of the payload
     * @param sample head of the payload as text or else in hex, plates and VINs hidden
     * @param build which build could not use it
     * @param state REFUSED for good; PARKED until somebody mends the cause; then REINJECTED or DISMISSED
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String id,
            Instant receivedAt,
            String source,
            @Nullable String kind,
            @Nullable String device,
            String reason,
            @Nullable String field,
            @Nullable String expected,
            int bytes,
            String sample,
            String build,
            String state) {}
}
