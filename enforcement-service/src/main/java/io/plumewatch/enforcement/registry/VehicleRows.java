package io.plumewatch.enforcement.registry;

import io.plumewatch.wire.plate.PlateColor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** Rows of the table {@code vehicle} as records. */
final class VehicleRows {

    static final String SELECT = """
            select vehicle_id, number, type, color, fuel, vehicle_type, area_code, vin, emission_stage,
                   first_registered_on, company_id, owner_name, owner_phone, brand, body_color, state
              from vehicle
            """;

    private VehicleRows() {}

    static Vehicle map(ResultSet row, int rowNumber) throws SQLException {
        return new Vehicle(
                row.getLong("vehicle_id"),
                row.getString("number"),
                row.getString("type"),
                Optional.ofNullable(row.getString("color"))
                        .map(PlateColor::valueOf)
                        .orElse(null),
                row.getString("fuel"),
                row.getString("vehicle_type"),
                row.getString("area_code"),
                row.getString("vin"),
                row.getString("emission_stage"),
                row.getObject("first_registered_on", LocalDate.class),
                row.getString("company_id"),
                row.getString("owner_name"),
                row.getString("owner_phone"),
                row.getString("brand"),
                row.getString("body_color"),
                Vehicle.State.valueOf(row.getString("state")));
    }
}
