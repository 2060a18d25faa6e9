package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.blacklist.Blacklist;
import io.plumewatch.enforcement.cases.Cases;
import io.plumewatch.enforcement.registry.Vehicle;
import java.util.List;
import java.util.Set;

/**
 * A vehicle of interest was seen.
 *
 * @param locks the blacklist entries whose repair deadline has passed, oldest first
 * @param exceedances what it was measured at this moment, over the limit
 */
record Hit(Vehicle vehicle, Set<Reason> reasons, List<Blacklist.Entry> locks, List<Cases.Exceedance> exceedances) {

    Hit {
        reasons = Set.copyOf(reasons);
        locks = List.copyOf(locks);
        exceedances = List.copyOf(exceedances);
    }

    /** Returns whether this is a guess from an uncertain plate, on which nothing may be built. */
    boolean isGuess() {
        return reasons.contains(Reason.POSSIBLE_MATCH);
    }
}
