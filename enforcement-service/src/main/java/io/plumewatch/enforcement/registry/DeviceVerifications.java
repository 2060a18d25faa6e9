package io.plumewatch.enforcement.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** With one row a verification, or one without any. */
    private static final String OF_DEVICES = """
            select device.*, had.device_no is not null as was_verified, nullif(had.verified_from, '-infinity') as since,
                   had.verified_until as until, had.certificate_no as certificate
              from (%s where device_no = any (:deviceNos)) device
              left join device_verification had on had.device_no = device.device_no
             order by device.device_no, had.verified_from
            """.formatted(EquipmentRows.SELECT_DEVICE);

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

    /** Returns devices with the verifications that they have had. */
    Map<String, VerifiedDevice> of(Collection<String> deviceNos) {
        return jdbc
                .sql(OF_DEVICES)
                .param("deviceNos", deviceNos.toArray(String[]::new))
                .query(DeviceVerifications::one)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        one -> one.device().deviceNo(), Function.identity(), DeviceVerifications::joined));
    }

    private static VerifiedDevice one(ResultSet row, int number) throws SQLException {
        var verification = new Verification(
                row.getObject("since", LocalDate.class),
                row.getObject("until", LocalDate.class),
                row.getString("certificate"));
        return new VerifiedDevice(
                EquipmentRows.device(row, number), row.getBoolean("was_verified") ? List.of(verification) : List.of());
    }

    private static VerifiedDevice joined(VerifiedDevice before, VerifiedDevice more) {
        return new VerifiedDevice(
                before.device(),
                Stream.concat(before.verifications().stream(), more.verifications().stream())
                        .toList());
    }
}
