package io.plumewatch.enforcement.assessment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one pollutant of one pass comes to.
 *
 * @param reasons why it is INVALID or PENDING; empty otherwise
 * @param measuredValue as measured; noise below zero counts as zero only for judging
 * @param limitValue NaN when no limit was in force
 * @param screening whether an exceedance only screens and can be in no finding
 * @param pendingUntil when a PENDING measurement becomes INVALID; null for any other
 */
public record Judgement(
        String passKey,
        Instant measuredAt,
        String areaCode,
        Pollutant pollutant,
        Verdict verdict,
        List<Reason> reasons,
        double measuredValue,
        double limitValue,
        String limitVersion,
        String policyVersion,
        boolean screening,
        @Nullable Instant pendingUntil) {

    public Judgement {
        reasons = List.copyOf(reasons);
    }

    /** Returns whether this may build a finding. */
    public boolean counts() {
        return verdict == Verdict.EXCEEDS && !screening;
    }

    /** The four ends of a measurement. */
    public enum Verdict {
        PASS,
        EXCEEDS,
        PENDING,
        INVALID
    }

    /** Why a measurement does not count, or not yet. */
    public enum Reason {
        /** Registered fuel is not exactly diesel. */
        FUEL_NOT_DIESEL,
        /** A trailer has no engine. */
        TRAILER,
        /** Motorcycle, tractor, wheeled machine, three-wheeler or low-speed truck. */
        CLASS_NOT_COVERED,
        /** The plate family says new energy, the fuel says diesel. */
        NEW_ENERGY_PLATE,
        /** The sender was not authenticated. */
        NOT_TRUSTED,
        /** Came late without saying so, and no officer accepted its time. */
        CLOCK_SUSPECT,
        PLATE_UNCERTAIN,
        /** Another plate colour, plate type or body colour than registered: perhaps another vehicle. */
        VEHICLE_DIFFERS,
        /** Too far from the pass before or after it for one vehicle. */
        TRAVEL_IMPLAUSIBLE,
        /** A photo of it is used by another pass too. */
        PHOTO_DOUBTFUL,
        REJECTED_BY_OFFICER,
        /** The unit calls its own record invalid, and policy takes its word for that. */
        DEVICE_INVALID,
        DEVICE_UNKNOWN,
        DEVICE_NOT_VERIFIED,
        SITE_NOT_PUBLISHED,
        WEATHER,
        VALUE_IMPOSSIBLE,
        NO_LIMIT_IN_FORCE,
        /** No passed daily calibration covers it. */
        NOT_CALIBRATED,
        /** The day's calibrations include a failed one that bears on it. */
        CALIBRATION_FAILED
    }
}
