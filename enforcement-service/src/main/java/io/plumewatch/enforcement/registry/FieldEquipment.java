package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.util.List;
import java.util.Optional;

/** Devices, sites and check-points, as other modules use them. */
public interface FieldEquipment {

    Optional<Device> device(String deviceNo);

    /** Returns the verifications that a device has had, oldest first. */
    List<Verification> verifications(String deviceNo);

    /** Returns where a device has stood. */
    Standing standing(String deviceNo);

    Optional<Site> site(String siteId);

    Optional<Checkpoint> checkpoint(String checkpointId);

    /** Returns the check-points of the areas, ordered by id. */
    List<Checkpoint> checkpoints(Areas areas);

    /** Returns the check-points that list the site upstream. */
    List<Checkpoint> downstreamOf(String siteId);
}
