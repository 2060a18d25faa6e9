package io.plumewatch.enforcement.cases;

import io.plumewatch.enforcement.cases.EnforcementCase.CaseFinding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step that brings cases and findings together. */
sealed interface Change {

    /** A finding that no case has yet; released at once when the vehicle has passed an inspection since. */
    record Open(
            String areaCode,
            String policyVersion,
            List<CaseFinding> findings,
            @Nullable Instant releasedAt) implements Change {}

    /** Other grounds: the version rises and the reviews given are void. */
    record Reground(String caseId, String areaCode, String policyVersion, List<CaseFinding> findings)
            implements Change {}

    /** Other further exceedances, the same grounds. */
    record Rejoin(String caseId, List<CaseFinding> findings) implements Change {}

    /** A passed inspection releases the vehicle. */
    record Release(String caseId, Instant at) implements Change {}

    /** The inspection that released an unconfirmed case no longer does. */
    record Reopen(String caseId) implements Change {}

    /** An unconfirmed case lost its ground. */
    record Dismiss(String caseId, String code, String reason) implements Change {}

    /** A confirmed case lost its ground. */
    record Withdraw(String caseId, String code, String reason) implements Change {}
}
