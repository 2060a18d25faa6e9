package io.plumewatch.enforcement.registry;

import java.util.Set;

/**
 * Sites changed in what can change a verdict (place, area, publication); published once for all of a transaction, in
 * it.
 */
public record SitesChanged(Set<String> siteIds) {

    public SitesChanged {
        siteIds = Set.copyOf(siteIds);
    }
}
