package io.plumewatch.enforcement.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a crew stands, and the sites whose traffic reaches it. */
public record Checkpoint(
        String checkpointId,
        String name,
        String areaCode,
        double longitude,
        double latitude,
        List<UpstreamSite> upstreamSites) {

    public Checkpoint {
        upstreamSites = List.copyOf(upstreamSites);
    }

    /** A site up the road. */
    public record UpstreamSite(String siteId, @Nullable Double distanceKm) {}
}
