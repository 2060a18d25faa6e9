package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Areas;
import io.plumewatch.enforcement.feeds.Feeds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All alerts in PostgreSQL. Every change raises the version and appends the alert as it now is to the feed, in the
 * caller's transaction.
 */
@Repository
class Alerts {

    static final String FEED = "alerts";

    /**
     * The same sighting again with nothing new changes nothing, so the log may be read twice. What a guess showed may
     * be another vehicle: whatever comes after it takes its place whole.
     */
    private static final String RAISE = """
            insert into alert (vehicle_id, number, type, checkpoint_id, checkpoint_area, area_code, reasons, confidence,
                               list_age_millis, raised_at, updated_at, expires_at, sighting_key, photo_sha256,
                               vehicle, sighting, measured, lock, history)
            values (:vehicleId, :number, :type, :checkpoint, :checkpointArea, :area, :reasons, :confidence,
                    :listAge, :now, :now, :expires, :key, :photo,
                    cast(:vehicle as jsonb), cast(:sighting as jsonb), cast(:measured as jsonb),
                    cast(:lock as jsonb), cast(:history as jsonb))
            on conflict (vehicle_id, checkpoint_id) where state <> 'CLOSED' do update
               set version = alert.version + 1,
                   reasons = case when {guessed} then excluded.reasons
                                  else array(select distinct unnest(alert.reasons || excluded.reasons) order by 1) end,
                   confidence = excluded.confidence,
                   list_age_millis = case when {guessed} then excluded.list_age_millis
                                          else coalesce(excluded.list_age_millis, alert.list_age_millis) end,
                   updated_at = excluded.updated_at,
                   expires_at = greatest(alert.expires_at, excluded.expires_at),
                   sighting_key = excluded.sighting_key,
                   photo_sha256 = case when {guessed} then excluded.photo_sha256
                                       else coalesce(excluded.photo_sha256, alert.photo_sha256) end,
                   vehicle = excluded.vehicle,
                   sighting = excluded.sighting,
                   measured = case when {guessed} then excluded.measured
                                   else coalesce(excluded.measured, alert.measured) end,
                   lock = case when {guessed} then excluded.lock else coalesce(excluded.lock, alert.lock) end,
                   history = excluded.history
             where (alert.sighting_key <> excluded.sighting_key or not alert.reasons @> excluded.reasons)
               -- A guess adds nothing to what is known, and its picture may show another vehicle.
               and (excluded.reasons <> array['POSSIBLE_MATCH'] or {guessed})
            returning *
            """.replace("{guessed}", "alert.reasons = array['POSSIBLE_MATCH']");

    private static final String TAKE = """
            update alert
               set state = 'ACKNOWLEDGED', version = version + 1, updated_at = :now, taken_by = :by, taken_at = :now
             where alert_id = :alert and state = 'OPEN'
            returning *
            """;

    private static final String CLOSE = """
            update alert
               set state = 'CLOSED', version = version + 1, updated_at = :now, closed_at = :now, closed_by = :by,
                   outcome = :outcome, note = :note
             where alert_id = :alert and state <> 'CLOSED'
            returning *
            """;

    /** Instances close side by side; what another one holds it will close. */
    private static final String CLOSE_EXPIRED = """
            update alert
               set state = 'CLOSED', version = version + 1, updated_at = :now, closed_at = :now
             where alert_id in (select alert_id from alert
                                 where state <> 'CLOSED' and expires_at <= :now
                                 order by alert_id limit :limit
                                   for update skip locked)
            returning *
            """;

    /** An alert with no other reason is over; one that has another goes on without the lock. */
    private static final String UNLOCK = """
            update alert
               set version = version + 1, updated_at = :now,
                   state = case when {only} then 'CLOSED' else state end,
                   closed_at = case when {only} then cast(:now as timestamptz) end,
                   reasons = case when {only} then reasons
                                  else array(select reason from unnest(reasons) reason
                                              where reason <> all ({of-lock}) order by reason) end,
                   lock = case when {only} then lock end,
                   list_age_millis = case when {only} then list_age_millis end
             where vehicle_id = :vehicle and state <> 'CLOSED' and reasons && {of-lock}
            returning *
            """.replace("{only}", "reasons <@ {of-lock}")
            .replace("{of-lock}", "array['BLACKLISTED', 'POSSIBLE_MATCH']");

    private static final String AREA_BOARDS = """
            select distinct checkpoint_id from alert
             where checkpoint_id like 'AREA-%' and area_code like any (:areas)
             order by checkpoint_id
            """;

    /** The first condition is the index's. */
    private static final String UNCLOSED = """
            select * from alert
             where state <> 'CLOSED'
               and state = :state
               and (cast(:board as text) is null or checkpoint_id = :board)
               and area_code like any (:areas)
             order by alert_id
             limit :limit
            """;

    private static final String FIND = "select * from alert where alert_id = :alert";

    private static final String FIND_ALL = "select * from alert where alert_id = any(:alerts)";

    private final JdbcClient jdbc;
    private final Feeds feeds;
    private final JsonMapper json;

    Alerts(JdbcClient jdbc, Feeds feeds, JsonMapper json) {
        this.jdbc = jdbc;
        this.feeds = feeds;
        this.json = json;
    }

    /** Opens an alert, or adds to the one that is open for the vehicle at the check-point. */
    void raise(NewAlert alert) {
        jdbc.sql(RAISE)
                .param("vehicleId", alert.vehicleId())
                .param("number", alert.number())
                .param("type", alert.type())
                .param("checkpoint", alert.checkpointId())
                .param("checkpointArea", alert.checkpointArea())
                .param("area", alert.areaCode())
                .param("reasons", alert.reasons().toArray(String[]::new))
                .param("confidence", alert.confidence())
                .param("listAge", alert.listAgeMillis())
                .param("now", utc(alert.at()))
                .param("expires", utc(alert.expiresAt()))
                .param("key", alert.sightingKey())
                .param("photo", alert.photoSha256())
                .param("vehicle", text(alert.vehicle()))
                .param("sighting", text(alert.sighting()))
                .param("measured", text(alert.measured()))
                .param("lock", text(alert.lock()))
                .param("history", text(alert.history()))
                .query((row, ignored) -> Alert.of(row, json))
                .optional()
                .ifPresent(this::tell);
    }

    /** Notes who takes an open alert; empty if it is not open any more. */
    Optional<Alert> take(long alertId, String by, Instant now) {
        return change(jdbc.sql(TAKE).param("alert", alertId).param("by", by).param("now", utc(now)));
    }

    /** Closes an alert with what came of it; empty if it is closed already. */
    Optional<Alert> close(long alertId, String by, Outcome outcome, @Nullable String note, Instant now) {
        return change(jdbc.sql(CLOSE)
                .param("alert", alertId)
                .param("by", by)
                .param("outcome", outcome.name())
                .param("note", note)
                .param("now", utc(now)));
    }

    /** Closes alerts that nobody closed in time; returns how many. */
    int closeExpired(Instant now, int limit) {
        List<Alert> closed = jdbc.sql(CLOSE_EXPIRED)
                .param("now", utc(now))
                .param("limit", limit)
                .query((row, ignored) -> Alert.of(row, json))
                .list();
        closed.forEach(this::tell);
        return closed.size();
    }

    /** Takes the lock off a vehicle's unclosed alerts. */
    void unlock(long vehicleId, Instant now) {
        jdbc.sql(UNLOCK)
                .param("vehicle", vehicleId)
                .param("now", utc(now))
                .query((row, ignored) -> Alert.of(row, json))
                .list()
                .forEach(this::tell);
    }

    Optional<Alert> find(long alertId) {
        return jdbc.sql(FIND)
                .param("alert", alertId)
                .query((row, ignored) -> Alert.of(row, json))
                .optional();
    }

    /** Returns alerts as they are now, by id. */
    Map<Long, Alert> findAll(Collection<Long> alertIds) {
        return jdbc
                .sql(FIND_ALL)
                .param("alerts", alertIds.toArray(Long[]::new))
                .query((row, ignored) -> Alert.of(row, json))
                .list()
                .stream()
                .collect(Collectors.toMap(Alert::alertId, Function.identity()));
    }

    /**
     * Returns the alerts that are in a state now, oldest first.
     *
     * @param boardId null = all of the areas
     * @param state not CLOSED
     */
    List<Alert> unclosed(Areas areas, @Nullable String boardId, Alert.State state, int limit) {
        return jdbc.sql(UNCLOSED)
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("board", boardId)
                .param("state", state.name())
                .param("limit", limit)
                .query((row, ignored) -> Alert.of(row, json))
                .list();
    }

    /** Returns the boards of whole areas that ever had an alert. */
    List<String> areaBoards(Areas areas) {
        return jdbc.sql(AREA_BOARDS)
                .param("areas", areas.patterns().toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private Optional<Alert> change(JdbcClient.StatementSpec update) {
        Optional<Alert> changed =
                update.query((row, ignored) -> Alert.of(row, json)).optional();
        changed.ifPresent(this::tell);
        return changed;
    }

    private void tell(Alert alert) {
        feeds.append(FEED, alert.areaCode(), alert.checkpointId(), alert.json().toString());
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** What an alert is raised with. */
    record NewAlert(
            long vehicleId,
            String number,
            String type,
            String checkpointId,
            String checkpointArea,
            String areaCode,
            List<String> reasons,
            double confidence,
            @Nullable Long listAgeMillis,
            Instant at,
            Instant expiresAt,
            String sightingKey,
            @Nullable String photoSha256,
            JsonNode vehicle,
            JsonNode sighting,
            @Nullable JsonNode measured,
            @Nullable JsonNode lock,
            JsonNode history) {}

    /** What came of an alert. */
    enum Outcome {
        INTERCEPTED,
        PASSED_BY,
        WRONG_VEHICLE
    }
}
