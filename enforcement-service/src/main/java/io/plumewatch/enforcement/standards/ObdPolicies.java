package io.plumewatch.enforcement.standards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** All expectations of OBD terminals that ever were in force. */
public record ObdPolicies(List<ObdPolicy> policies) {

    public ObdPolicies {
        policies = List.copyOf(policies);
    }

    /**
     * Returns the policy of a day, the youngest when several hold.
     *
     * @throws IllegalStateException when none does
     */
    public ObdPolicy on(LocalDate day) {
        return policies.stream()
                .filter(each -> each.inForceOn(day))
                .max(Comparator.comparing(ObdPolicy::validFrom))
                .orElseThrow(() -> new IllegalStateException("no row of obd_policy is in force on " + day));
    }

    /** Returns the policy of the day of a moment. */
    public ObdPolicy at(Instant at) {
        return on(Rulebook.lawDay(at));
    }
}
