package io.plumewatch.enforcement.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cases, as higher modules use them; every call runs in the caller's transaction. */
public interface Cases {

    Optional<EnforcementCase> find(String caseId);

    /** Returns the vehicle's cases, newest first. */
    List<EnforcementCase> ofVehicle(long vehicleId);

    /**
     * Returns the valid exceedances of one pass as judged now, whether or not they make a case; a pending, invalid or
     * held-back measurement has none, nor has a pass of a vehicle that the limits do not cover.
     */
    List<Exceedance> exceedances(String passKey);

    /** Records how the lock of a case moved. */
    void lockMoved(String caseId, EnforcementCase.LockState lock);

    /** Records how the referral of a case moved. */
    void referralMoved(String caseId, EnforcementCase.ReferralState referral);

    /** Police found the evidence of a case wanting: publishes {@link CaseDoubted} while the case stands. */
    void evidenceDoubted(String caseId, String code);

    /**
     * A locked vehicle was seen on the road after its repair deadline: opens a BLACKLISTED_ON_ROAD case where policy
     * says so and none is open. Does nothing unless a pass saw it, which is the vehicle's beyond doubt and names as many
     * images as policy asks for.
     *
     * @param sightingKey what saw it
     */
    void seenWhileOverdue(long vehicleId, String priorCaseId, String sightingKey, Instant seenAt, String areaCode);

    /** One measured value of a pass over its limit. */
    record Exceedance(String pollutant, double measuredValue, double limitValue, String unit, String limitVersion) {}
}
