package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the verifications that devices have had. */
@Repository
class DeviceVerifications {

    private static final String KEEP = """
            insert into device_verification (device_no, verified_from, verified_until, certificate_no)
            select device_no, coalesce(verified_from, '-infinity'), verified_until, certificate_no
              from jsonb_populate_recordset(null::device, cast(:rows as jsonb))
            on conflict (device_no, verified_from) do update
               set verified_until = excluded.verified_until, certificate_no = excluded.certificate_no
            """;

    private static final String OF_DEVICE = """
            select nullif(verified_from, '-infinity') as since, verified_until, certificate_no
              from device_verification
             where device_no = :deviceNo
             order by verified_from
            """;

    private final JdbcClient jdbc;

    DeviceVerifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the verifications of devices as they now stand; one with the same first day is corrected. */
    void keep(Collection<EnrolledDevice> devices) {
        if (!devices.isEmpty()) {
            jdbc.sql(KEEP).param("rows", Register.rows(devices)).update();
        }
    }

    /** Returns the verifications of a device, oldest first. */
    List<Verification> of(String deviceNo) {
        return jdbc.sql(OF_DEVICE)
                .param("deviceNo", deviceNo)
                .query((row, number) -> new Verification(
                        row.getObject("since", LocalDate.class),
                        row.getObject("verified_until", LocalDate.class),
                        row.getString("certificate_no")))
                .list();
    }
}
