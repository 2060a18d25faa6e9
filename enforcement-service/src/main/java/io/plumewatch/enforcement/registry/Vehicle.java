package io.plumewatch.enforcement.registry;

import io.plumewatch.wire.plate.PlateColor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A registered vehicle; its key outside is (number, type).
 *
 * @param number normalised plate number with the province character
 * @param type plate type after GA 24.7, two digits
 * @param fuel fuel code, combined codes separated by {@code /}; only exactly {@code B} is judged by HJ 845
 * @param vehicleType vehicle type after GA 24.4, for example {@code H11}
 */
public record Vehicle(
        long vehicleId,
        String number,
        String type,
        @Nullable PlateColor color,
        String fuel,
        String vehicleType,
        String areaCode,
        @Nullable String vin,
        @Nullable String emissionStage,
        @Nullable LocalDate firstRegisteredOn,
        @Nullable String companyId,
        @Nullable String ownerName,
        @Nullable String ownerPhone,
        @Nullable String brand,
        @Nullable String bodyColor,
        State state) {

    /** Whether the vehicle may be on the road at all. */
    public enum State {
        ACTIVE,
        SCRAPPED,
        VOID
    }
}
