package io.plumewatch.enforcement.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A company with vehicles or a gate.
 *
 * @param uscc unified social credit code, 18 characters
 */
record Company(
        String companyId,
        String name,
        String areaCode,
        @Nullable String uscc,
        @Nullable Integer fleetSize) {

    static Company map(ResultSet row, int rowNumber) throws SQLException {
        return new Company(
                row.getString("company_id"),
                row.getString("name"),
                row.getString("area_code"),
                row.getString("uscc"),
                row.getObject("fleet_size", Integer.class));
    }
}
