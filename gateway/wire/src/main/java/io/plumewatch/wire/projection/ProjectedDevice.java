package io.plumewatch.wire.projection;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway or broker must know of a device.
 *
 * @param deviceNo device number, also its MQTT client id and user name
 * @param kind {@code RS_FIXED}, {@code RS_MOBILE}, {@code OBD_TERMINAL}, {@code CAMERA}, … as in the registry
 * @param active whether it may connect
 * @param secretSha256 lower-case hex SHA-256 of its secret; empty where it is of no use
 * @param vin VIN of the vehicle that carries an OBD terminal
 * @param iccid ICCID filed for an OBD terminal
 * @param publicKey public key filed for it; an OBD terminal's is 128 hex digits, X then Y
 * @param profile names how this device speaks: profile of a terminal, code map of a unit, unit profile of a station
 * @param mn device id of an air station in HJ 212
 * @param passwordSha256 lower-case hex SHA-256 of {@code mn:password} of an air station
 */
public record ProjectedDevice(
        String deviceNo,
        String kind,
        String areaCode,
        boolean active,
        String secretSha256,
        @Nullable String siteId,
        @Nullable String vin,
        @Nullable String iccid,
        @Nullable String publicKey,
        @Nullable String profile,
        @Nullable String mn,
        @Nullable String passwordSha256) {

    /** A hundred thousand devices are of few kinds, areas and profiles: they share these words. */
    public ProjectedDevice {
        kind = kind.intern();
        areaCode = areaCode.intern();
        profile = profile == null ? null : profile.intern();
    }

    /** Makes a device that is neither signed for, nor of a special profile, nor an air station. */
    public ProjectedDevice(
            String deviceNo,
            String kind,
            String areaCode,
            boolean active,
            String secretSha256,
            @Nullable String siteId,
            @Nullable String vin,
            @Nullable String iccid) {
        this(deviceNo, kind, areaCode, active, secretSha256, siteId, vin, iccid, null, null, null, null);
    }

    /** Terminals and stations show no secret of ours: what is kept of each need not have its hash. */
    public ProjectedDevice withoutSecret() {
        return new ProjectedDevice(
                deviceNo, kind, areaCode, active, "", siteId, vin, iccid, publicKey, profile, mn, passwordSha256);
    }
}
