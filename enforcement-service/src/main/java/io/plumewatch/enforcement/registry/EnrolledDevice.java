package io.plumewatch.enforcement.registry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A device and the digests of what it proves itself by; secret and password themselves are with the device only.
 *
 * @param secretSha256 lower-case hex SHA-256 of its secret
 * @param passwordSha256 lower-case hex SHA-256 of {@code mn:password} of an air station; null = none was filed
 */
record EnrolledDevice(
        @JsonUnwrapped Device device,
        String secretSha256,
        @Nullable String passwordSha256) {

    String deviceNo() {
        return device.deviceNo();
    }

    static EnrolledDevice map(ResultSet row, int rowNumber) throws SQLException {
        return new EnrolledDevice(
                EquipmentRows.device(row, rowNumber), row.getString("secret_sha256"), row.getString("password_sha256"));
    }
}
