package io.plumewatch.enforcement.blacklist;

import io.plumewatch.wire.plate.PlateColor;
import io.plumewatch.wire.plate.PlateType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks the heap first and PostgreSQL when it matters. */
@Repository
class StoredBlacklist implements Blacklist {

    private static final String MATCH = """
            select entry_id, vehicle_id, number, type, case_id, reason, locked_at, repair_deadline
              from blacklist_entry
             where number = :number
               and locked_at <= :at
               and lifted_at is null
             order by entry_id
            """;

    private final JdbcClient jdbc;
    private final BlacklistIndex index;

    StoredBlacklist(JdbcClient jdbc, BlacklistIndex index) {
        this.jdbc = jdbc;
        this.index = index;
    }

    @Override
    public boolean mayHold(String number) {
        return index.mayHold(number);
    }

    @Override
    public Instant listAge() {
        return index.agreedAt();
    }

    @Override
    public List<Entry> match(String number, @Nullable String type, @Nullable PlateColor observedColor, Instant at) {
        return jdbc
                .sql(MATCH)
                .param("number", number)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(StoredBlacklist::entry)
                .list()
                .stream()
                .filter(entry -> type == null ? agrees(entry.type(), observedColor) : type.equals(entry.type()))
                .toList();
    }

    private static boolean agrees(String type, @Nullable PlateColor observed) {
        return observed == null
                || observed == PlateColor.OTHER
                || PlateType.usualColor(type).map(observed::equals).orElse(true);
    }

    private static Entry entry(ResultSet row, int ignored) throws SQLException {
        OffsetDateTime deadline = row.getObject("repair_deadline", OffsetDateTime.class);
        return new Entry(
                Long.toString(row.getLong("entry_id")),
                row.getLong("vehicle_id"),
                row.getString("number"),
                row.getString("type"),
                row.getString("case_id"),
                row.getString("reason"),
                row.getObject("locked_at", OffsetDateTime.class).toInstant(),
                deadline == null ? null : deadline.toInstant());
    }
}
