package io.plumewatch.enforcement.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** Rows of devices and sites as records. */
final class EquipmentRows {

    static final String SELECT_DEVICE = """
            select device_no, kind, area_code, site_id, vin, iccid, certificate_no, verified_from, verified_until,
                   public_key, profile, mn, state, secret_sha256, password_sha256
              from device
            """;

    static final String SELECT_SITE = """
            select site_id, name, area_code, longitude, latitude, published, published_on, road_name, direction,
                   slope_deg
              from site
            """;

    private EquipmentRows() {}

    static Device device(ResultSet row, int rowNumber) throws SQLException {
        return new Device(
                row.getString("device_no"),
                Device.Kind.valueOf(row.getString("kind")),
                row.getString("area_code"),
                row.getString("site_id"),
                row.getString("vin"),
                row.getString("iccid"),
                row.getString("certificate_no"),
                row.getObject("verified_from", LocalDate.class),
                row.getObject("verified_until", LocalDate.class),
                row.getString("public_key"),
                row.getString("profile"),
                row.getString("mn"),
                Device.State.valueOf(row.getString("state")));
    }

    static Site site(ResultSet row, int rowNumber) throws SQLException {
        return new Site(
                row.getString("site_id"),
                row.getString("name"),
                row.getString("area_code"),
                row.getDouble("longitude"),
                row.getDouble("latitude"),
                row.getBoolean("published"),
                row.getObject("published_on", LocalDate.class),
                row.getString("road_name"),
                row.getString("direction"),
                row.getObject("slope_deg", Double.class));
    }
}
