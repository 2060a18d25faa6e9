package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.access.TokenHashes;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import io.plumewatch.wire.projection.ProjectionKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The projection's content, from PostgreSQL. */
@Repository
class ProjectionRows {

    /** Holds the row until commit, so versions are commit order and a version's content is certain. */
    private static final String NEXT_VERSION = "update registry_version set version = version + 1 returning version";

    private static final String VERSION = "select version from registry_version";

    private static final String ALL_DEVICES = EquipmentRows.SELECT_DEVICE;
    private static final String DEVICES = EquipmentRows.SELECT_DEVICE + "where device_no = any (:keys)";
    private static final String CARRIERS =
            EquipmentRows.SELECT_DEVICE + "where vin = any (:keys) and kind = 'OBD_TERMINAL' and state = 'ACTIVE'";

    private static final String STATIONS = EquipmentRows.SELECT_DEVICE
            + "where coalesce(mn, device_no) = any (:keys) and kind = 'AIR_STATION' and state = 'ACTIVE'";

    private final JdbcClient jdbc;
    private final TokenHashes tokens;
    private final JsonMapper json;

    ProjectionRows(JdbcClient jdbc, TokenHashes tokens, JsonMapper json) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.json = json;
    }

    long version() {
        return jdbc.sql(VERSION).query(Long.class).single();
    }

    /** Raises the version and returns what it changes; in the transaction that changed it. */
    ProjectionDelta nextVersion(Touched touched) {
        long version = jdbc.sql(NEXT_VERSION).query(Long.class).single();
        Map<String, Map<String, Optional<String>>> changes = new HashMap<>();
        changes.put(ProjectionKeys.DEVICES, gone(touched.devices()));
        changes.put(ProjectionKeys.SECRETS, gone(touched.secrets()));
        changes.put(ProjectionKeys.VINS, gone(touched.vins()));
        changes.put(ProjectionKeys.MNS, gone(touched.mns()));
        changes.put(ProjectionKeys.TOKENS, gone(touched.tokens()));
        Map<String, Map<String, String>> present = new HashMap<>();
        devices(DEVICES, touched.devices()).forEach(device -> put(present, device));
        devices(CARRIERS, touched.vins()).forEach(device -> putVin(present, device));
        devices(STATIONS, touched.mns()).forEach(device -> putMn(present, device));
        touched.tokens().forEach(sha256 -> tokens.bySha256(sha256).ifPresent(token -> put(present, token)));
        present.forEach((hash, fields) ->
                fields.forEach((field, value) -> fieldsOf(changes, hash).put(field, Optional.of(value))));
        return new ProjectionDelta(version, changes);
    }

    /** Returns everything, as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Content content() {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        long version = version();
        jdbc.sql(ALL_DEVICES).query(EnrolledDevice::map).list().forEach(device -> put(hashes, device));
        tokens.all().forEach(token -> put(hashes, token));
        return new Content(version, hashes);
    }

    private List<EnrolledDevice> devices(String sql, Set<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : jdbc.sql(sql)
                        .param("keys", keys.toArray(String[]::new))
                        .query(EnrolledDevice::map)
                        .list();
    }

    private void put(Map<String, Map<String, String>> hashes, EnrolledDevice enrolled) {
        Device device = enrolled.device();
        var projected = new ProjectedDevice(
                device.deviceNo(),
                device.kind().name(),
                device.areaCode(),
                device.active(),
                enrolled.secretSha256(),
                device.siteId(),
                device.vin(),
                device.iccid(),
                device.publicKey(),
                device.profile(),
                device.stationMn(),
                enrolled.passwordSha256());
        fieldsOf(hashes, ProjectionKeys.DEVICES).put(device.deviceNo(), json.writeValueAsString(projected));
        fieldsOf(hashes, ProjectionKeys.SECRETS).put(enrolled.secretSha256(), device.deviceNo());
        if (device.kind() == Device.Kind.OBD_TERMINAL && device.active()) {
            putVin(hashes, enrolled);
        }
        if (device.active()) {
            putMn(hashes, enrolled);
        }
    }

    private static void putMn(Map<String, Map<String, String>> hashes, EnrolledDevice enrolled) {
        String mn = enrolled.device().stationMn();
        if (mn != null) {
            fieldsOf(hashes, ProjectionKeys.MNS).put(mn, enrolled.deviceNo());
        }
    }

    private static void putVin(Map<String, Map<String, String>> hashes, EnrolledDevice enrolled) {
        String vin = enrolled.device().vin();
        if (vin != null) {
            fieldsOf(hashes, ProjectionKeys.VINS).put(vin, enrolled.deviceNo());
        }
    }

    private void put(Map<String, Map<String, String>> hashes, TokenHashes.TokenHash token) {
        Caller caller = token.caller();
        var projected = new ProjectedToken(
                caller.person(),
                caller.roles().stream().map(Role::name).sorted().toList(),
                caller.areas().codes().stream().sorted().toList());
        fieldsOf(hashes, ProjectionKeys.TOKENS).put(token.sha256(), json.writeValueAsString(projected));
    }

    private static Map<String, Optional<String>> gone(Set<String> keys) {
        Map<String, Optional<String>> fields = new HashMap<>();
        keys.forEach(key -> fields.put(key, Optional.empty()));
        return fields;
    }

    private static <V> Map<String, V> fieldsOf(Map<String, Map<String, V>> hashes, String hash) {
        return hashes.computeIfAbsent(hash, any -> new HashMap<>());
    }

    /** The whole projection at a version: hash → field → value. */
    record Content(long version, Map<String, Map<String, String>> hashes) {}
}
