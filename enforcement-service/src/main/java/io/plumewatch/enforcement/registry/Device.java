package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in the field.
 *
 * @param certificateNo of its metrological verification, as {@code verifiedFrom} and {@code verifiedUntil}: the one
 *     registered last, unless {@link #on} says of which day
 * @param verifiedFrom first day of it; null = always
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

    /**
     * Returns the device with the verification that decides about a day; with the first one, which begins later, when
     * none does.
     *
     * @param history as {@link FieldEquipment#verifications} returns it
     */
    public Device on(LocalDate day, List<Verification> history) {
        if (history.isEmpty()) {
            return this;
        }
        Verification verification = Verification.of(day, history).orElse(history.get(0));
        return new Device(
                deviceNo,
                kind,
                areaCode,
                siteId,
                vin,
                iccid,
                verification.certificateNo(),
                verification.from(),
                verification.until(),
                publicKey,
                state);
    }

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

    /** Whether it may send; what it has sent before stands as it is. */
    public enum State {
        ACTIVE,
        SUSPENDED
    }
}
