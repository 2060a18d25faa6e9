package io.plumewatch.enforcement.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a device stood.
 *
 * @param since null = always
 * @param siteId null = at no site
 */
public record Placement(@Nullable Instant since, @Nullable String siteId) {

    /**
     * Returns the site where a device stood at a moment; null = at none.
     *
     * @param history by time, oldest first
     */
    public static @Nullable String siteAt(Instant at, List<Placement> history) {
        String siteId = null;
        for (Placement each : history) {
            if (each.since() == null || !each.since().isAfter(at)) {
                siteId = each.siteId();
            }
        }
        return siteId;
    }
}
