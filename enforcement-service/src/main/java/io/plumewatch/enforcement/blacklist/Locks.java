package io.plumewatch.enforcement.blacklist;

import io.plumewatch.enforcement.access.Areas;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries in PostgreSQL. Every change tells the index, in the caller's transaction. */
@Repository
class Locks {

    /** The database lets one entry a case, or a manual document, be open; a repeated lock changes nothing. */
    private static final String LOCK = """
            insert into blacklist_entry (vehicle_id, number, type, case_id, area_code, reason, document_no,
                                         locked_at, locked_by, repair_deadline)
            values (:vehicle, :number, :type, :case, :area, :reason, :document, :at, :by, :deadline)
            on conflict do nothing
            returning entry_id
            """;

    private static final String LIFT = """
            update blacklist_entry
               set lifted_at = :at, lifted_by = :by, lift_reason = :reason, changed_in = pg_current_xact_id()
             where entry_id = :entry
               and lifted_at is null
            returning vehicle_id
            """;

    private static final String HELD = """
            select exists (select 1 from blacklist_entry
                            where number = :number and vehicle_id = :vehicle and lifted_at is null)
            """;

    private static final String OPEN_OF_CASE = """
            select * from blacklist_entry where case_id = :case and lifted_at is null
            """;

    private static final String FIND = "select * from blacklist_entry where entry_id = :entry";

    private static final String LIST = """
            select * from blacklist_entry
             where area_code like any (:areas)
               and (cast(:before as bigint) is null or entry_id < :before)
               and (cast(:number as text) is null or number = :number)
               and (cast(:open as boolean) is null or (lifted_at is null) = :open)
             order by entry_id desc
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final BlacklistIndex index;
    private final ApplicationEventPublisher events;

    Locks(JdbcClient jdbc, BlacklistIndex index, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.index = index;
        this.events = events;
    }

    /** Locks a vehicle; empty if the same case or document already does. */
    Optional<String> lock(NewLock lock) {
        Optional<Long> entry = jdbc.sql(LOCK)
                .param("vehicle", lock.vehicleId())
                .param("number", lock.number())
                .param("type", lock.type())
                .param("case", lock.caseId())
                .param("area", lock.areaCode())
                .param("reason", lock.reason())
                .param("document", lock.documentNo())
                .param("at", utc(lock.at()))
                .param("by", lock.by())
                .param("deadline", lock.repairDeadline() == null ? null : utc(lock.repairDeadline()))
                .query(Long.class)
                .optional();
        index.changedBy(lock.number());
        return entry.map(String::valueOf);
    }

    /** Lifts an entry and publishes {@link VehicleUnlocked} when it was the last; returns whether it was still locked. */
    boolean lift(BlacklistEntry entry, String by, String reason, Instant at) {
        index.changedBy(entry.plate().number());
        Optional<Long> vehicle = jdbc.sql(LIFT)
                .param("entry", Long.parseLong(entry.entryId()))
                .param("at", utc(at))
                .param("by", by)
                .param("reason", reason)
                .query(Long.class)
                .optional();
        vehicle.filter(id -> !held(id, entry.plate().number()))
                .ifPresent(id -> events.publishEvent(new VehicleUnlocked(id)));
        return vehicle.isPresent();
    }

    Optional<BlacklistEntry> openOfCase(String caseId) {
        return jdbc.sql(OPEN_OF_CASE)
                .param("case", caseId)
                .query(BlacklistEntry::of)
                .optional();
    }

    Optional<BlacklistEntry> find(long entryId) {
        return jdbc.sql(FIND).param("entry", entryId).query(BlacklistEntry::of).optional();
    }

    /** Returns entries of the areas, newest first. */
    List<BlacklistEntry> list(
            Areas areas, @Nullable Long before, @Nullable String number, @Nullable Boolean open, int limit) {
        return jdbc.sql(LIST)
                .param("areas", areas.patterns().toArray(String[]::new))
                .param("before", before)
                .param("number", number)
                .param("open", open)
                .param("limit", limit)
                .query(BlacklistEntry::of)
                .list();
    }

    private boolean held(long vehicleId, String number) {
        return jdbc.sql(HELD)
                .param("vehicle", vehicleId)
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** What an entry is made of; either a case or a document stands behind it. */
    record NewLock(
            long vehicleId,
            String number,
            String type,
            @Nullable String caseId,
            String areaCode,
            String reason,
            @Nullable String documentNo,
            Instant at,
            String by,
            @Nullable Instant repairDeadline) {}
}
