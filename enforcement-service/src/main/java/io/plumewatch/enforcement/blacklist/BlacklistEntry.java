package io.plumewatch.enforcement.blacklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An entry as officers see it. */
record BlacklistEntry(
        String entryId,
        Plate plate,
        State state,
        @Nullable String caseId,
        String areaCode,
        String reason,
        @Nullable String documentNo,
        Instant lockedAt,
        String lockedBy,
        @Nullable Instant repairDeadline,
        @Nullable Instant liftedAt,
        @Nullable String liftedBy,
        @Nullable String liftReason) {

    static BlacklistEntry of(ResultSet row, int ignored) throws SQLException {
        Instant liftedAt = instant(row, "lifted_at");
        return new BlacklistEntry(
                Long.toString(row.getLong("entry_id")),
                new Plate(row.getString("number"), row.getString("type")),
                liftedAt == null ? State.LOCKED : State.LIFTED,
                row.getString("case_id"),
                row.getString("area_code"),
                row.getString("reason"),
                row.getString("document_no"),
                row.getObject("locked_at", OffsetDateTime.class).toInstant(),
                row.getString("locked_by"),
                instant(row, "repair_deadline"),
                liftedAt,
                row.getString("lifted_by"),
                row.getString("lift_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Number and type: together they are a vehicle. */
    record Plate(String number, String type) {}

    /** Whether the entry still holds. */
    enum State {
        LOCKED,
        LIFTED
    }
}
