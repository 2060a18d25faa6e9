package io.plumewatch.enforcement.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a device has stood; one that is in no registry stood in no area.
 *
 * @param areas of the sites
 * @param own the device's area, where it stood at no site
 */
public record Standing(List<Placement> placements, Map<String, String> areas, String own) {

    public Standing {
        placements = List.copyOf(placements);
        areas = Map.copyOf(areas);
    }

    public Place at(Instant moment) {
        String siteId = Placement.siteAt(moment, placements);
        return new Place(siteId, siteId == null ? own : areas.getOrDefault(siteId, own));
    }

    /** A site and its area, or an area alone. */
    public record Place(@Nullable String siteId, String areaCode) {}
}
