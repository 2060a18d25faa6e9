package io.plumewatch.enforcement.registry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the places where devices have stood. */
@Repository
class DevicePlacements {

    /** A first place counts for all that came before: a unit may have measured before it was filed. */
    private static final String KEEP = """
            insert into device_placement as placed (device_no, since, site_id)
            select device_no,
                   case when exists (select from device_placement earlier where earlier.device_no = wanted.device_no)
                        then :at else '-infinity' end,
                   site_id
              from jsonb_populate_recordset(null::device, cast(:rows as jsonb)) as wanted
            on conflict (device_no, since) do update set site_id = excluded.site_id
            """;

    private static final String OF_DEVICE = """
            select nullif(since, '-infinity') as since, site_id
              from device_placement
             where device_no = :deviceNo
             order by device_placement.since
            """;

    private final JdbcClient jdbc;

    DevicePlacements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that devices stand where they now stand since a moment, new ones since ever. */
    void keep(Collection<EnrolledDevice> devices, Instant at) {
        if (!devices.isEmpty()) {
            jdbc.sql(KEEP)
                    .param("rows", Register.rows(devices))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Returns where a device has stood, oldest first. */
    List<Placement> of(String deviceNo) {
        return jdbc.sql(OF_DEVICE)
                .param("deviceNo", deviceNo)
                .query((row, number) -> {
                    OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
                    return new Placement(since == null ? null : since.toInstant(), row.getString("site_id"));
                })
                .list();
    }
}
