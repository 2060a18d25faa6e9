package io.plumewatch.enforcement.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device in the field.
 *
 * @param certificateNo of its metrological verification, as {@code verifiedFrom} and {@code verifiedUntil}: the one
 *     registered last, unless {@link #on} says of which day
 * @param verifiedFrom first day of it; null = always
 * @param verifiedUntil last day of it; null = open
 * @param publicKey signatures are checked with it; an OBD terminal's is 128 hex digits, X then Y of an SM2 point
 * @param profile how it speaks, {@code name} or {@code name@version}; null = as its kind usually does
 * @param mn an air station's device id in HJ 212; null = its device number
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
        @Nullable String profile,
        @Nullable String mn,
        State state) {

    /** Returns under which MN it speaks HJ 212; null if it is no air station. */
    @Nullable
    String stationMn() {
        return kind == Kind.AIR_STATION ? Objects.requireNonNullElse(mn, deviceNo) : null;
    }

    boolean active() {
        return state == State.ACTIVE;
    }

    /**
     * Returns the device with the verification that decides about a day; with the first one, which begins later, when
     * none does.
     *
     * @param history by first day, oldest first
     */
    Device on(LocalDate day, List<Verification> history) {
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
                profile,
                mn,
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
