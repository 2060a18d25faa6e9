package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A device in the field.
 *
 * @param verifiedFrom first day of its metrological verification; null = always
 * @param verifiedUntil last day of it; null = open
 */
public record Device(
        String deviceNo,
        Kind kind,
        String areaCode,
        @Nullable String siteId,
        @Nullable String vin,
        @Nullable String iccid,
        @Nullable String certificateNo,
        @Nullable LocalDate verifiedFrom,
        @Nullable LocalDate verifiedUntil,
        @Nullable String publicKey,
        State state) {

    /** What it is. */
    public enum Kind {
        RS_FIXED,
        RS_MOBILE,
        SMOKE_CAMERA,
        OBD_TERMINAL,
        AIR_STATION,
        INSTRUMENT,
        GATE,
        CAMERA
    }

    /** Whether it may send. */
    public enum State {
        ACTIVE,
        SUSPENDED
    }
}
