package io.plumewatch.enforcement.facts.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.facts.ListPage;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the instruments of the caller's areas measured. */
@RestController
class InstrumentController {

    private static final int PAGE = 200;

    private static final String TESTS = """
            select seq, device_no, area_code, test_no, model, instrument_test.kind, started_at, finished_at,
                   measured::text as measured, trust, received_at, payload_sha256
              from instrument_test
              join device using (device_no)
             where seq > :after
               and (cast(:device as text) is null or device_no = :device)
               and device.area_code like any (:areas)
             order by seq
             limit :limit
            """;

    /** Of one device its readings, of all devices the last of each. */
    private static final String LATEST = """
            select device_no, area_code, at, model, sensor_reading.state, measured::text as measured
              from device
             cross join lateral (select at, model, state, measured from sensor_reading
                                  where sensor_reading.device_no = device.device_no
                                  order by at desc limit :each) as sensor_reading
             where kind = 'INSTRUMENT'
               and (cast(:device as text) is null or device_no = :device)
               and device.area_code like any (:areas)
             order by device_no, at desc
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InstrumentController(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Finished tests in the order of recording. */
    @GetMapping("/api/v1/instrument-tests")
    @Allow({Role.OFFICER, Role.CREW})
    ListPage<Test> tests(
            Caller caller,
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String after) {
        List<Test> items = jdbc.sql(TESTS)
                .param("after", ListPage.position(after))
                .param("device", device)
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("limit", PAGE + 1)
                .query((row, n) -> test(row))
                .list();
        return ListPage.of(items, PAGE, Test::id);
    }

    /** What sensors showed last; of a single device its last readings, the youngest first. */
    @GetMapping("/api/v1/sensor-readings")
    @Allow({Role.OFFICER, Role.CREW, Role.ADMIN})
    ListPage<Sensor> sensors(Caller caller, @RequestParam(required = false) @Nullable String device) {
        List<Sensor> items = jdbc.sql(LATEST)
                .param("each", device == null ? 1 : PAGE)
                .param("device", device)
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("limit", 5 * PAGE)
                .query((row, n) -> new Sensor(
                        row.getString("device_no"),
                        row.getString("area_code"),
                        row.getString("model"),
                        instant(row, "at"),
                        row.getString("state"),
                        json.readTree(row.getString("measured"))))
                .list();
        return new ListPage<>(items, null);
    }

    private Test test(ResultSet row) throws SQLException {
        return new Test(
                row.getString("seq"),
                row.getString("device_no"),
                row.getString("area_code"),
                row.getString("model"),
                row.getString("test_no"),
                row.getString("kind"),
                row.getObject("started_at") == null ? null : instant(row, "started_at"),
                instant(row, "finished_at"),
                json.readTree(row.getString("measured")),
                row.getString("trust"),
                instant(row, "received_at"),
                row.getString("payload_sha256"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * One finished test.
     *
     * @param values each with key, value and unit, as the instrument's model names them
     * @param evidenceSha256 of the gateway's record, which holds every byte that the test was read from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Test(
            String id,
            String device,
            String areaCode,
            String model,
            String testNo,
            String kind,
            @Nullable Instant startedAt,
            Instant finishedAt,
            JsonNode values,
            String trust,
            Instant receivedAt,
            String evidenceSha256) {}

    /** What a sensor showed at a time; in another state than OK the values, if any, are not to be relied on. */
    record Sensor(String device, String areaCode, String model, Instant at, String state, JsonNode values) {}
}
