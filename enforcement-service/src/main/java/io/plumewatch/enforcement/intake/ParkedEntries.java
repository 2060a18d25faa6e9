package io.plumewatch.enforcement.intake;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.EveryDevice;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.intake.LogConnection.RawEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** What waits in the quarantine, whole, and what became of it. */
@Repository
class ParkedEntries {

    private static final String ROW = """
            select rejected_id, stream, entry_id, reason, gateway, envelope, payload, settled_at is not null as settled
              from rejected_entry left join device known on known.device_no = rejected_entry.device
            """;

    private static final String VISIBLE = """
             (known.area_code like any(:areas) or (known.device_no is null and :administrator))
            """;

    private static final String FIND = ROW + "where rejected_id = :id and" + VISIBLE;
    private static final String LOCK = FIND + "for update of rejected_entry";

    private static final String SOME = """
             where rejected_id > :after and envelope is not null and parked and settled_at is null
               and reason = :reason and (cast(:gateway as text) is null or gateway = :gateway) and
            """ + VISIBLE;

    private static final String IDS = """
            select rejected_id from rejected_entry left join device known on known.device_no = rejected_entry.device
            """ + SOME + "order by rejected_id limit :limit";

    /** The first always, and then as many as come to so many bytes. */
    private static final String EXPORT = "select * from (" + ROW.replace("select ", """
            select sum(length(payload) + length(envelope)) over (order by rejected_id)
                   - length(payload) - length(envelope) as bytes_before,
            """) + SOME
            + "order by rejected_id limit :limit) page where bytes_before < :bytes order by rejected_id";

    private static final String SETTLE = """
            update rejected_entry set settled_at = now(), settled_by = :person, settled_as = :as where rejected_id = :id
            """;

    private static final String DISMISS = """
            update rejected_entry set settled_at = now(), settled_by = :person, settled_as = 'DISMISSED'
             where rejected_id in (
            """ + IDS + ")";

    private static final String OPEN_AT_PLACE = """
            select reason from rejected_entry
             where stream = :stream and entry_id = :entryId and settled_at is null order by rejected_id desc limit 1
            """;

    private static final String OPEN = """
            select reason, count(*) as entries from rejected_entry where parked and settled_at is null group by reason
            """;

    private final JdbcClient jdbc;
    private final ParkedHours hours;
    private final EveryDevice everyDevice;

    ParkedEntries(JdbcClient jdbc, ParkedHours hours, EveryDevice everyDevice) {
        this.jdbc = jdbc;
        this.hours = hours;
        this.everyDevice = everyDevice;
    }

    /**
     * One of them.
     *
     * @param raw as it was read from the log; null when it was parked before entries were kept whole
     * @param settled whether it has been applied or dismissed
     */
    record Parked(long id, String reason, @Nullable RawEntry raw, boolean settled) {}

    /** Finds one that the caller may see. */
    Optional<Parked> find(Caller caller, long id) {
        return seen(jdbc.sql(FIND), caller)
                .param("id", id)
                .query(ParkedEntries::parked)
                .optional();
    }

    /** Finds and locks it. */
    Optional<Parked> lock(Caller caller, long id) {
        return seen(jdbc.sql(LOCK), caller)
                .param("id", id)
                .query(ParkedEntries::parked)
                .optional();
    }

    /** Returns ids of what waits for a reason, oldest first. */
    List<Long> ids(Caller caller, String reason, @Nullable String gateway, long after, int limit) {
        return some(IDS, caller, reason, gateway, after, limit)
                .query(Long.class)
                .list();
    }

    /** Returns whole entries that wait for a reason, oldest first. */
    List<Parked> export(Caller caller, String reason, @Nullable String gateway, long after, int limit, long bytes) {
        return some(EXPORT, caller, reason, gateway, after, limit)
                .param("bytes", bytes)
                .query(ParkedEntries::parked)
                .list();
    }

    void reinjected(long id, Caller caller) {
        jdbc.sql(SETTLE)
                .param("id", id)
                .param("person", caller.person())
                .param("as", "REINJECTED")
                .update();
    }

    /** Settles what nobody needs, and returns how many that were. */
    int dismiss(Caller caller, String reason, @Nullable String gateway, int limit) {
        return some(DISMISS, caller, reason, gateway, 0, limit)
                .param("person", caller.person())
                .update();
    }

    /** Returns why an entry is in the quarantine (again), if so. */
    Optional<String> openReason(String stream, String entryId) {
        return jdbc.sql(OPEN_AT_PLACE)
                .param("stream", stream)
                .param("entryId", entryId)
                .query(String.class)
                .optional();
    }

    /** Counts what waits, by reason. */
    Map<String, Long> open() {
        return jdbc
                .sql(OPEN)
                .query((row, n) -> Map.entry(row.getString("reason"), row.getLong("entries")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Counts what was not kept, by stream. */
    Map<String, Long> spilled() {
        hours.forgetOld();
        return hours.spilled();
    }

    private StatementSpec some(
            String sql, Caller caller, String reason, @Nullable String gateway, long after, int limit) {
        return seen(jdbc.sql(sql), caller)
                .param("reason", reason)
                .param("gateway", gateway)
                .param("after", after)
                .param("limit", limit);
    }

    private StatementSpec seen(StatementSpec statement, Caller caller) {
        return statement
                .param("areas", caller.areas().patterns().toArray(String[]::new))
                .param("administrator", caller.has(Role.ADMIN) && everyDevice.isIn(caller.areas()));
    }

    private static Parked parked(ResultSet row, int n) throws SQLException {
        byte[] envelope = row.getBytes("envelope");
        RawEntry raw = envelope == null
                ? null
                : new RawEntry(
                        row.getString("stream"),
                        row.getString("entry_id"),
                        EnvelopeBytes.fields(envelope, row.getBytes("payload")));
        return new Parked(row.getLong("rejected_id"), row.getString("reason"), raw, row.getBoolean("settled"));
    }
}
