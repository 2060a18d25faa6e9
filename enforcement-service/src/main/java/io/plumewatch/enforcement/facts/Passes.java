package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.Trust;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of passes. */
@Repository
class Passes {

    private static final String COLUMNS = """
            select pass_key, seq, device_no, site_id, area_code, vehicle_id, measured_at, received_at, trust, clock,
                   replayed, payload, rejected_reason, clock_cleared_at is not null as clock_cleared,
                   source, profile, device_verdict, device_reason, video, warnings
              from pass
            """;

    private static final String OF_VEHICLES = COLUMNS + " where vehicle_id = any(?) order by measured_at, pass_key";

    private static final String BY_KEYS = COLUMNS + " where pass_key = any(:keys) order by measured_at, pass_key";

    private static final String LIST = COLUMNS + """
             where seq > :after
               and (cast(:device as text) is null or device_no = :device)
               and (not :unresolved or vehicle_id is null)
               and area_code like any(:areas)
             order by seq
             limit :limit
            """;

    private static final String HASHES = """
            select pass_key, content_hash from pass where pass_key = any(:keys)
            """;

    private static final String INSERT = """
            insert into pass (pass_key, device_no, site_id, area_code, vehicle_id, number, type, color, measured_at,
                              received_at, trust, clock, replayed, payload, payload_sha256, content_hash,
                              source, profile, device_verdict, device_reason, video, warnings, received)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_PHOTO = """
            insert into pass_photo (pass_key, position, role, sha256, taken_at) values (?, ?, ?, ?, ?)
            """;

    private static final String REJECT = """
            update pass
               set rejected_by = :officer, rejected_reason = :reason, rejected_at = now()
             where pass_key = any(:keys) and rejected_at is null
            """;

    private static final String CLEAR_CLOCK = """
            update pass
               set clock_cleared_by = :officer, clock_reason = :reason, clock_cleared_at = now()
             where pass_key = :key and clock = 'SUSPECT' and clock_cleared_at is null
            """;

    private static final String PAYLOAD =
            "select coalesce(received, payload) as payload from pass where pass_key = :key";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Passes(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A row, before what other modules know is added. */
    record Row(
            String passKey,
            long seq,
            String deviceNo,
            @Nullable String siteId,
            String areaCode,
            @Nullable Long vehicleId,
            Instant measuredAt,
            Instant receivedAt,
            Trust trust,
            ClockState clock,
            boolean replayed,
            byte[] payload,
            @Nullable String rejectedReason,
            boolean clockCleared,
            PassOrigin origin) {}

    /** Returns the vehicles' passes in the order of measuring, when the trip is made. */
    static List<Row> ofVehicles(OneTrip trip) {
        return trip.ask(OF_VEHICLES, Passes::map);
    }

    List<Row> byKeys(Collection<String> keys) {
        return jdbc.sql(BY_KEYS)
                .param("keys", keys.toArray(String[]::new))
                .query(Passes::map)
                .list();
    }

    /** Returns passes in the order of recording. */
    List<Row> list(@Nullable String device, boolean unresolved, List<String> areaPatterns, long after, int limit) {
        return jdbc.sql(LIST)
                .param("device", device)
                .param("unresolved", unresolved)
                .param("areas", areaPatterns.toArray(String[]::new))
                .param("after", after)
                .param("limit", limit)
                .query(Passes::map)
                .list();
    }

    /** Returns the content hashes of those keys that are recorded. */
    Map<String, String> contentHashes(Collection<String> keys) {
        return jdbc
                .sql(HASHES)
                .param("keys", keys.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString("pass_key"), row.getString("content_hash")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Records passes that are not recorded yet, with the photos that they name. */
    void insert(Collection<NewPass> passes) {
        batches.batchUpdate(INSERT, passes.stream().map(Passes::values).toList());
        List<Object[]> photos =
                passes.stream().flatMap(pass -> pass.photoValues().stream()).toList();
        if (!photos.isEmpty()) {
            batches.batchUpdate(INSERT_PHOTO, photos);
        }
    }

    void reject(Collection<String> keys, String officer, String reason) {
        jdbc.sql(REJECT)
                .param("officer", officer)
                .param("reason", reason)
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    /** Returns false when the pass has no suspect clock any more, or never had. */
    boolean clearClock(String key, String officer, String reason) {
        return jdbc.sql(CLEAR_CLOCK)
                        .param("officer", officer)
                        .param("reason", reason)
                        .param("key", key)
                        .update()
                == 1;
    }

    Optional<byte[]> payload(String key) {
        return jdbc.sql(PAYLOAD)
                .param("key", key)
                .query((row, n) -> row.getBytes("payload"))
                .optional();
    }

    private static Object[] values(NewPass pass) {
        LogEntry entry = pass.entry();
        return new Object[] {
            entry.key(),
            entry.device(),
            pass.siteId(),
            pass.areaCode(),
            pass.vehicleId(),
            pass.number(),
            pass.pass().plate().type(),
            pass.colorName(),
            pass.measuredAt().atOffset(ZoneOffset.UTC),
            entry.receivedAt().atOffset(ZoneOffset.UTC),
            entry.trust().name(),
            entry.clock().name(),
            entry.replayed(),
            pass.payload(),
            Digests.sha256(entry.payload()),
            pass.contentHash(),
            pass.origin().source().name(),
            pass.origin().profile(),
            pass.origin().deviceVerdict(),
            pass.origin().deviceReason(),
            pass.origin().video(),
            StoredWarnings.write(pass.origin().warnings()),
            entry.kind() == EntryKind.PASS ? null : entry.payload()
        };
    }

    private static Row map(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("pass_key"),
                row.getLong("seq"),
                row.getString("device_no"),
                row.getString("site_id"),
                row.getString("area_code"),
                row.getObject("vehicle_id", Long.class),
                row.getObject("measured_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Trust.valueOf(row.getString("trust")),
                ClockState.valueOf(row.getString("clock")),
                row.getBoolean("replayed"),
                row.getBytes("payload"),
                row.getString("rejected_reason"),
                row.getBoolean("clock_cleared"),
                new PassOrigin(
                        EntryKind.valueOf(row.getString("source")),
                        row.getString("profile"),
                        row.getString("device_verdict"),
                        row.getString("device_reason"),
                        row.getString("video"),
                        StoredWarnings.read(row.getString("warnings"))));
    }
}
