package io.plumewatch.enforcement.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.wire.rs.RsWarning;
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

/** The checks in the national form of the units in the caller's areas, with what was doubtful in them. */
@RestController
class CheckController {

    private static final int PAGE = 200;

    private static final String LIST = """
            select seq, device_no, device.area_code, performed_at, received_at, device_check.kind, passed, calibration,
                   device_check.profile, warnings
              from device_check
              join device using (device_no)
             where seq > :after
               and (cast(:device as text) is null or device_no = :device)
               and device.area_code like any (:areas)
             order by seq
             limit :limit
            """;

    private final JdbcClient jdbc;

    CheckController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Checks in the order of recording. */
    @GetMapping("/api/v1/device-checks")
    @Allow({Role.OFFICER, Role.ADMIN})
    ListPage<Check> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String after) {
        List<Check> checks = jdbc.sql(LIST)
                .param("after", ListPage.position(after))
                .param("device", device)
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("limit", PAGE + 1)
                .query((row, n) -> check(row))
                .list();
        return ListPage.of(checks, PAGE, Check::id);
    }

    private static Check check(ResultSet row) throws SQLException {
        return new Check(
                row.getString("seq"),
                row.getString("device_no"),
                row.getString("area_code"),
                row.getObject("performed_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getObject("passed", Boolean.class),
                row.getBoolean("calibration"),
                row.getString("profile"),
                StoredWarnings.read(row.getString("warnings")));
    }

    /**
     * One check.
     *
     * @param passed as the unit says; null = not stated
     * @param calibration whether it counts as one; the warnings say why not
     * @param profile {@code name@version} of the code map
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(
            String id,
            String device,
            String areaCode,
            Instant performedAt,
            Instant receivedAt,
            String kind,
            @Nullable Boolean passed,
            boolean calibration,
            String profile,
            List<RsWarning> warnings) {}
}
