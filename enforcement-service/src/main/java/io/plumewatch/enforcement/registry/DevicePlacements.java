package io.plumewatch.enforcement.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Objects;
import org.springframework.jdbc.core.ResultSetExtractor;
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
            select device.area_code as own_area, nullif(placed.since, '-infinity') as since, placed.site_id,
                   site.area_code as site_area, placed.device_no is not null as was_placed
              from device
              left join device_placement placed using (device_no)
              left join site on site.site_id = placed.site_id
             where device_no = :deviceNo
             order by placed.since
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

    /** Returns where a device has stood: every pass asks, so with one statement. */
    Standing of(String deviceNo) {
        ResultSetExtractor<Standing> standing = DevicePlacements::standing;
        return Objects.requireNonNull(
                jdbc.sql(OF_DEVICE).param("deviceNo", deviceNo).query(standing));
    }

    private static Standing standing(ResultSet rows) throws SQLException {
        var placements = new ArrayList<Placement>();
        var areas = new HashMap<String, String>();
        String own = "";
        while (rows.next()) {
            own = rows.getString("own_area");
            String siteId = rows.getString("site_id");
            if (rows.getBoolean("was_placed")) {
                OffsetDateTime since = rows.getObject("since", OffsetDateTime.class);
                placements.add(new Placement(since == null ? null : since.toInstant(), siteId));
            }
            if (siteId != null) {
                areas.put(siteId, rows.getString("site_area"));
            }
        }
        return new Standing(placements, areas, own);
    }
}
