package io.plumewatch.enforcement.standards;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What law and standard leave to an area, for a time.
 *
 * @param version id that every decision keeps
 * @param areaCode where it holds, see {@link Rulebook#policyFor}
 * @param validFrom first day, Asia/Shanghai
 * @param validTo last day; null = still in force
 * @param noUse what nitric oxide may be used for
 * @param windowMonths calendar months within which the second exceedance must follow the first
 * @param windowEdgeInclusive whether the corresponding day of the last month still lies inside
 * @param resetOnPassedInspection whether a passed inspection ends a run of exceedances
 * @param minimumGapHours two exceedances closer together than this are one event
 * @param minimumConfidence plate reads below this never join a run, 0..1
 * @param maximumTravelKmh faster than this between two sites means two vehicles with one plate
 * @param calibrationGraceDays days after receipt within which the daily calibration may still come in
 * @param liveWithinSeconds received within this time of measuring, and read within it of receipt = happening now
 * @param settleHours hours after the second measurement before which no case is confirmed
 * @param reviewers how many different persons must confirm
 * @param minimumPhotos stored images that each measurement of the pair must have
 * @param repairDays days after confirmation within which the vehicle must be repaired
 * @param newCaseWhenOverdueSeen whether driving on after that is a new offence of its own
 * @param alertBeforeRepairDeadline whether crews are alerted to locked vehicles before it
 * @param holdDeviceInvalid whether a measurement that its own unit calls invalid is held back
 * @param source what it rests on
 */
public record Policy(
        String version,
        String areaCode,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        NoUse noUse,
        int windowMonths,
        boolean windowEdgeInclusive,
        boolean resetOnPassedInspection,
        int minimumGapHours,
        double minimumConfidence,
        double maximumTravelKmh,
        int calibrationGraceDays,
        int liveWithinSeconds,
        int settleHours,
        int reviewers,
        int minimumPhotos,
        int repairDays,
        boolean newCaseWhenOverdueSeen,
        boolean alertBeforeRepairDeadline,
        boolean holdDeviceInvalid,
        String source) {

    /** What an exceedance of nitric oxide may lead to. */
    public enum NoUse {
        SCREENING_ONLY,
        PENALTY
    }

    boolean inForceOn(LocalDate day) {
        return Rulebook.within(day, validFrom, validTo);
    }

    boolean covers(String area) {
        return area.startsWith(significant());
    }

    /** The part of the code before the zeros that stand for everything below. */
    String significant() {
        return areaCode.replaceFirst("(00)+$", "");
    }

    /** The same policy with another settling time, under a version that says so. */
    Policy withSettleHours(int hours) {
        return new Policy(
                version + "+settle" + hours,
                areaCode,
                validFrom,
                validTo,
                noUse,
                windowMonths,
                windowEdgeInclusive,
                resetOnPassedInspection,
                minimumGapHours,
                minimumConfidence,
                maximumTravelKmh,
                calibrationGraceDays,
                liveWithinSeconds,
                hours,
                reviewers,
                minimumPhotos,
                repairDays,
                newCaseWhenOverdueSeen,
                alertBeforeRepairDeadline,
                holdDeviceInvalid,
                source);
    }
}
