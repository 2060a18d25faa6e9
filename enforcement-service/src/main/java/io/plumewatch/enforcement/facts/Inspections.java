package io.plumewatch.enforcement.facts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of inspection results. */
@Repository
class Inspections {

    private static final String INSERT = """
            insert into inspection (station_id, inspection_id, vehicle_id, performed_at, kind, passed, measured)
            values (:station, :id, :vehicleId, :performedAt, :kind, :passed, cast(:measured as jsonb))
            on conflict (station_id, inspection_id) do nothing
            """;

    private static final String COLUMNS =
            "select station_id, inspection_id, vehicle_id, performed_at, kind, passed, measured from inspection";

    private static final String FIND = COLUMNS + " where station_id = :station and inspection_id = :id";

    /** As {@link #INSERT} would store it: jsonb forgets blanks and the order of fields. */
    private static final String SAME_MEASURED = """
            select measured is not distinct from cast(:measured as jsonb)
              from inspection where station_id = :station and inspection_id = :id
            """;

    private static final String OF_VEHICLES =
            COLUMNS + " where vehicle_id = any(?) order by performed_at, station_id, inspection_id";

    private final JdbcClient jdbc;

    Inspections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An inspection and the vehicle that it is of. */
    record OfVehicle(long vehicleId, InspectionFact fact) {}

    /** Returns whether the inspection was news. */
    boolean insert(long vehicleId, InspectionFact fact, @Nullable String measuredJson) {
        return jdbc.sql(INSERT)
                        .param("station", fact.stationId())
                        .param("id", fact.inspectionId())
                        .param("vehicleId", vehicleId)
                        .param("performedAt", fact.performedAt().atOffset(ZoneOffset.UTC))
                        .param("kind", fact.kind().name())
                        .param("passed", fact.passed())
                        .param("measured", measuredJson)
                        .update()
                == 1;
    }

    Optional<OfVehicle> find(String station, String id) {
        return jdbc.sql(FIND)
                .param("station", station)
                .param("id", id)
                .query(Inspections::map)
                .optional();
    }

    boolean sameMeasured(InspectionFact fact, @Nullable String measuredJson) {
        return jdbc.sql(SAME_MEASURED)
                .param("station", fact.stationId())
                .param("id", fact.inspectionId())
                .param("measured", measuredJson)
                .query(Boolean.class)
                .single();
    }

    /** Returns the vehicles' inspections in the order of performing, when the trip is made. */
    static List<OfVehicle> ofVehicles(OneTrip trip) {
        return trip.ask(OF_VEHICLES, Inspections::map);
    }

    private static OfVehicle map(ResultSet row, int n) throws SQLException {
        return new OfVehicle(
                row.getLong("vehicle_id"),
                new InspectionFact(
                        row.getString("station_id"),
                        row.getString("inspection_id"),
                        row.getObject("performed_at", OffsetDateTime.class).toInstant(),
                        InspectionFact.Kind.valueOf(row.getString("kind")),
                        row.getBoolean("passed")));
    }
}
