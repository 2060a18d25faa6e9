package io.plumewatch.enforcement.registry;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which changes of a registration make it another vehicle or another holder's. */
final class RunBreaks {

    private RunBreaks() {}

    /** Filling in or clearing what was not known corrects the past; replacing one value by another is a change. */
    static boolean between(Vehicle before, Vehicle now) {
        return replaced(before.vin(), now.vin()) || ownerReplaced(before, now);
    }

    private static boolean ownerReplaced(Vehicle before, Vehicle now) {
        if (replaced(before.companyId(), now.companyId()) || replaced(before.ownerName(), now.ownerName())) {
            return true;
        }
        return hasOwner(before) && hasOwner(now) && !sharesOwner(before, now);
    }

    private static boolean sharesOwner(Vehicle before, Vehicle now) {
        return (before.companyId() != null && Objects.equals(before.companyId(), now.companyId()))
                || (before.ownerName() != null && Objects.equals(before.ownerName(), now.ownerName()));
    }

    private static boolean hasOwner(Vehicle vehicle) {
        return vehicle.companyId() != null || vehicle.ownerName() != null;
    }

    private static boolean replaced(@Nullable String before, @Nullable String now) {
        return before != null && now != null && !before.equals(now);
    }
}
