package io.plumewatch.wire.projection;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway or broker must know of a device.
 *
 * @param deviceNo device number, also its MQTT client id and user name
 * @param kind {@code RS_FIXED}, {@code RS_MOBILE}, {@code OBD_TERMINAL}, {@code CAMERA}, … as in the registry
 * @param active whether it may connect
 * @param secretSha256 lower-case hex SHA-256 of its secret
 * @param vin VIN of the vehicle that carries an OBD terminal
 * @param iccid ICCID filed for an OBD terminal
 */
public record ProjectedDevice(
        String deviceNo,
        String kind,
        String areaCode,
        boolean active,
        String secretSha256,
        @Nullable String siteId,
        @Nullable String vin,
        @Nullable String iccid) {}
