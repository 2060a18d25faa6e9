package io.plumewatch.enforcement.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which vehicles' verdicts change next by the passing of time alone. */
@Repository
class DueReassessments {

    private static final String SCHEDULE = """
            insert into vehicle_reassessment (vehicle_id, due_at) values (:vehicle, :due)
            on conflict (vehicle_id) do update set due_at = excluded.due_at
            where vehicle_reassessment.due_at <> excluded.due_at
            """;

    private static final String DUE = """
            select vehicle_id from vehicle_reassessment where due_at <= :now order by due_at limit :limit
            """;

    private final JdbcClient jdbc;

    DueReassessments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The caller holds the vehicle's row lock. */
    void schedule(long vehicleId, Optional<Instant> next) {
        if (next.isPresent()) {
            jdbc.sql(SCHEDULE)
                    .param("vehicle", vehicleId)
                    .param("due", CaseStore.parameter(next.get()))
                    .update();
        } else {
            jdbc.sql("delete from vehicle_reassessment where vehicle_id = :vehicle")
                    .param("vehicle", vehicleId)
                    .update();
        }
    }

    List<Long> due(Instant now, int limit) {
        return jdbc.sql(DUE)
                .param("now", CaseStore.parameter(now))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }
}
