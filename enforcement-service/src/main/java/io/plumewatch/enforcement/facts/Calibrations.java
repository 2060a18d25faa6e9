package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.rs.RsCalibration;
import io.plumewatch.wire.rs.RsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of calibrations. */
@Repository
class Calibrations {

    private static final String INSERT = """
            insert into calibration (calibration_key, device_no, performed_at, received_at, payload, profile, received)
            values (:key, :device, :performedAt, :receivedAt, :payload, :profile, :received)
            on conflict (calibration_key) do nothing
            """;

    private static final String FIND = """
            select calibration_key, device_no, performed_at, received_at, payload, 0 as vehicle_id
              from calibration where calibration_key = :key
            """;

    /** Those of the devices and local dates that the vehicles' passes need. */
    private static final String NEEDED_BY = """
            select needed.vehicle_id, calibration_key, calibration.device_no, performed_at, received_at, payload
              from (select distinct vehicle_id, device_no, local_date from pass where vehicle_id = any(?)) needed
              join calibration on calibration.device_no = needed.device_no
                              and calibration.local_date = needed.local_date
             order by performed_at, calibration_key
            """;

    /** As received where it came in another form. */
    private static final String PAYLOADS_OF = """
            select distinct performed_at, calibration_key, coalesce(calibration.received, calibration.payload) as bytes
              from pass
              join calibration on calibration.device_no = pass.device_no and calibration.local_date = pass.local_date
             where pass_key = any(:passKeys)
             order by performed_at, calibration_key
            """;

    private static final String VEHICLES_NEEDING = """
            select distinct pass.vehicle_id
              from calibration
              join pass on pass.device_no = calibration.device_no and pass.local_date = calibration.local_date
             where calibration_key = any(:keys) and pass.vehicle_id is not null
            """;

    private final JdbcClient jdbc;

    Calibrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns whether the calibration was news. */
    boolean insert(LogEntry entry, RsCalibration calibration) {
        return insert(entry, calibration, entry.payload(), null);
    }

    /** Records a calibration that came in another form, beside what it was translated from; false when it is no news. */
    boolean insertTranslated(LogEntry entry, RsCalibration calibration) {
        return insert(entry, calibration, RsJson.write(calibration), entry.payload());
    }

    private boolean insert(LogEntry entry, RsCalibration calibration, byte[] payload, byte @Nullable [] received) {
        return jdbc.sql(INSERT)
                        .param("key", entry.key())
                        .param("device", entry.device())
                        .param("performedAt", calibration.performedAt().withOffsetSameInstant(ZoneOffset.UTC))
                        .param("receivedAt", entry.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("payload", payload)
                        .param("profile", entry.profile())
                        .param("received", received)
                        .update()
                == 1;
    }

    Optional<CalibrationFact> find(String key) {
        return jdbc.sql(FIND).param("key", key).query(Calibrations::map).optional();
    }

    /** A calibration and a vehicle with passes that need it. */
    record Needed(long vehicleId, CalibrationFact fact) {}

    /** Returns the calibrations that bear on the vehicles' passes, in the order of performing, when the trip is made. */
    static List<Needed> neededBy(OneTrip trip) {
        return trip.ask(NEEDED_BY, (row, n) -> new Needed(row.getLong("vehicle_id"), map(row, n)));
    }

    /** Returns the bytes of the calibrations of the passes' units on their days, in the order of performing. */
    Map<String, byte[]> payloadsOf(Collection<String> passKeys) {
        var payloads = new LinkedHashMap<String, byte[]>();
        jdbc.sql(PAYLOADS_OF).param("passKeys", passKeys.toArray(String[]::new)).query(row -> {
            payloads.put(row.getString("calibration_key"), row.getBytes("bytes"));
        });
        return payloads;
    }

    /** Returns the vehicles with passes on the devices and local dates of calibrations. */
    Set<Long> vehiclesNeeding(Collection<String> keys) {
        return new TreeSet<>(jdbc.sql(VEHICLES_NEEDING)
                .param("keys", keys.toArray(String[]::new))
                .query(Long.class)
                .list());
    }

    private static CalibrationFact map(ResultSet row, int n) throws SQLException {
        String key = row.getString("calibration_key");
        return new CalibrationFact(
                key,
                row.getString("device_no"),
                row.getObject("performed_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Recorded.value(RsJson.calibration(row.getBytes("payload")), key));
    }
}
