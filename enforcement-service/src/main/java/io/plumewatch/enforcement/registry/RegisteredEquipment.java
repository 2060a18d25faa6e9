package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Areas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Devices, sites and check-points, straight from their tables. */
@Repository
class RegisteredEquipment implements FieldEquipment {

    private static final String DEVICE = EquipmentRows.SELECT_DEVICE + "where device_no = :deviceNo";
    private static final String SITE = EquipmentRows.SELECT_SITE + "where site_id = :siteId";
    private static final String SITES = EquipmentRows.SELECT_SITE + "where site_id = any (:siteIds)";

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
    public Map<String, VerifiedDevice> verified(Collection<String> deviceNos) {
        return verifications.of(deviceNos);
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
    public Map<String, Site> sites(Collection<String> siteIds) {
        return jdbc
                .sql(SITES)
                .param("siteIds", siteIds.toArray(String[]::new))
                .query(EquipmentRows::site)
                .list()
                .stream()
                .collect(Collectors.toMap(Site::siteId, Function.identity()));
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
