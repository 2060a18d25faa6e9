package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Devices, sites and check-points, straight from their tables. */
@Repository
class RegisteredEquipment implements FieldEquipment {

    private static final String DEVICE = EquipmentRows.SELECT_DEVICE + "where device_no = :deviceNo";
    private static final String SITE = EquipmentRows.SELECT_SITE + "where site_id = :siteId";
    private final JdbcClient jdbc;
    private final Checkpoints checkpoints;
    private final DeviceVerifications verifications;
    private final DevicePlacements placements;

    RegisteredEquipment(
            JdbcClient jdbc, Checkpoints checkpoints, DeviceVerifications verifications, DevicePlacements placements) {
        this.jdbc = jdbc;
        this.checkpoints = checkpoints;
        this.verifications = verifications;
        this.placements = placements;
    }

    @Override
    public Optional<Device> device(String deviceNo) {
        return jdbc.sql(DEVICE)
                .param("deviceNo", deviceNo)
                .query(EquipmentRows::device)
                .optional();
    }

    @Override
    public List<Verification> verifications(String deviceNo) {
        return verifications.of(deviceNo);
    }

    @Override
    public Standing standing(String deviceNo) {
        return placements.of(deviceNo);
    }

    @Override
    public Optional<Site> site(String siteId) {
        return jdbc.sql(SITE).param("siteId", siteId).query(EquipmentRows::site).optional();
    }

    @Override
    public Optional<Checkpoint> checkpoint(String checkpointId) {
        return checkpoints.find(List.of(checkpointId)).stream().findFirst();
    }

    @Override
    public List<Checkpoint> downstreamOf(String siteId) {
        return checkpoints.downstreamOf(siteId);
    }

    @Override
    public List<Checkpoint> checkpoints(Areas areas) {
        return checkpoints.in(areas);
    }
}
