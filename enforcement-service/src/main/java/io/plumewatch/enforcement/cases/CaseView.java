package io.plumewatch.enforcement.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.plumewatch.enforcement.facts.PassFact;
import io.plumewatch.wire.rs.RsWarning;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as officers see it.
 *
 * @param evidenceComplete whether the images are stored without which nobody can confirm it
 * @param evidenceMissing what is not, in words
 * @param settlesAt before which nobody can confirm it
 * @param nextActions what the caller may do with it now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
        String caseId,
        int version,
        EnforcementCase.CaseState state,
        EnforcementCase.LockState lock,
        EnforcementCase.ReferralState referral,
        String rule,
        Plate plate,
        String areaCode,
        Instant openedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant repairDeadline,
        @Nullable Instant closedAt,
        @Nullable String closeCode,
        @Nullable String closeReason,
        @Nullable String priorCaseId,
        String policyVersion,
        boolean evidenceComplete,
        List<String> evidenceMissing,
        Instant settlesAt,
        List<Finding> findings,
        List<Measured> measurements,
        List<Review> reviews,
        List<String> nextActions) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Plate(String number, String type, @Nullable String color) {}

    /** One value over its limit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(
            EnforcementCase.CaseFinding.Part part,
            @Nullable String passId,
            @Nullable String deviceNo,
            @Nullable String siteId,
            Instant measuredAt,
            String pollutant,
            double measuredValue,
            double limitValue,
            String unit,
            String limitVersion) {}

    /** A pass that the case rests on, with what a reviewer must look at. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Measured(
            String passId,
            String deviceNo,
            @Nullable String certificateNo,
            @Nullable String siteId,
            @Nullable String siteName,
            Instant measuredAt,
            Instant receivedAt,
            String trust,
            String clock,
            boolean replayed,
            double confidence,
            List<PassFact.StoredPhoto> photos,
            @Nullable String deviceVerdict,
            List<RsWarning> warnings) {}

    record Review(String officer, String decision, String reason, Instant at) {}
}
