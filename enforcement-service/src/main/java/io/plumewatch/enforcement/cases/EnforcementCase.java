package io.plumewatch.enforcement.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One suspected or proven offence of one vehicle.
 *
 * @param rule for example {@code RS_TWO_CONSECUTIVE}
 * @param areaCode area of the later measurement's site, never the vehicle's
 * @param repairDeadline until when the vehicle must be repaired; set by the confirmation
 */
public record EnforcementCase(
        String caseId,
        int version,
        long vehicleId,
        String number,
        String type,
        String rule,
        String areaCode,
        CaseState state,
        LockState lock,
        ReferralState referral,
        Instant openedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant repairDeadline,
        List<CaseFinding> findings,
        List<CaseReview> reviews) {

    public EnforcementCase {
        findings = List.copyOf(findings);
        reviews = List.copyOf(reviews);
    }

    /** Where the case stands. */
    public enum CaseState {
        UNDER_REVIEW,
        CONFIRMED,
        DISMISSED,
        WITHDRAWN,
        RELEASED
    }

    /** Where its vehicle's lock stands. */
    public enum LockState {
        NONE,
        LOCKED,
        UNLOCK_REQUESTED,
        UNLOCK_APPROVED,
        OVERDUE,
        LIFTED
    }

    /** Where its referral stands. */
    public enum ReferralState {
        NONE,
        ISSUED,
        ACCEPTED,
        REJECTED,
        PENALIZED,
        CANCELLED,
        WITHDRAWN
    }

    /**
     * One measurement that the case rests on.
     *
     * @param part PRIOR or VIOLATION for the pair that makes the finding, JOINED for further exceedances
     * @param passKey the pass; null for findings that rest on a sighting
     */
    public record CaseFinding(
            Part part,
            @Nullable String passKey,
            Instant measuredAt,
            String pollutant,
            double measuredValue,
            double limitValue,
            String unit,
            String limitVersion) {

        /** The measurement's place in the finding. */
        public enum Part {
            PRIOR,
            VIOLATION,
            JOINED
        }
    }

    /** What one officer decided. */
    public record CaseReview(String officer, boolean confirm, String reason, Instant at) {}
}
