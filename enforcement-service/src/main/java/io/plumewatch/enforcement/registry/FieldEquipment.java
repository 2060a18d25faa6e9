package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices, sites and check-points, as other modules use them. */
public interface FieldEquipment {

    Optional<Device> device(String deviceNo);

    /** Finds many at once with the verifications that they have had, by number; unknown ones are absent. */
    Map<String, VerifiedDevice> verified(Collection<String> deviceNos);

    /** Returns where a device has stood. */
    Standing standing(String deviceNo);

    Optional<Site> site(String siteId);

    /** Finds many at once, by id; unknown ids are absent. */
    Map<String, Site> sites(Collection<String> siteIds);

    Optional<Checkpoint> checkpoint(String checkpointId);

    /** Returns the check-points of the areas, ordered by id. */
    List<Checkpoint> checkpoints(Areas areas);

    /** Returns the check-points that list the site upstream. */
    List<Checkpoint> downstreamOf(String siteId);
}
