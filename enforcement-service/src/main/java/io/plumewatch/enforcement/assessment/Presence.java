package io.plumewatch.enforcement.assessment;

import io.plumewatch.enforcement.assessment.Judgement.Reason;
import java.util.Set;

/**
 * That a vehicle passed a site, apart from what was measured of it.
 *
 * @param areaCode of the site
 * @param policyVersion the policy of that place and day
 * @param doubts why the pass does not prove that it was this vehicle, then and there; empty = it does
 */
public record Presence(String areaCode, String policyVersion, Set<Reason> doubts) {

    public Presence {
        doubts = Set.copyOf(doubts);
    }

    public boolean proven() {
        return doubts.isEmpty();
    }
}
