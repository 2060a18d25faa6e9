package io.plumewatch.enforcement.registry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A device and the lower-case hex SHA-256 of its secret; the secret itself is with the device only. */
record EnrolledDevice(@JsonUnwrapped Device device, String secretSha256) {

    String deviceNo() {
        return device.deviceNo();
    }

    static EnrolledDevice map(ResultSet row, int rowNumber) throws SQLException {
        return new EnrolledDevice(EquipmentRows.device(row, rowNumber), row.getString("secret_sha256"));
    }
}
