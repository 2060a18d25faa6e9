package io.plumewatch.gateway.projection;

import io.plumewatch.wire.projection.ProjectedDevice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Active devices as one version of the projection has them. Nothing else is taken in. */
final class DeviceCache {

    private final String version;
    private final int most;
    private final Map<String, ProjectedDevice> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Map<String, ProjectedDevice>> bySecondKey = new ConcurrentHashMap<>();

    DeviceCache(String version, int most) {
        this.version = version;
        this.most = most;
    }

    String version() {
        return version;
    }

    @Nullable
    ProjectedDevice byNumber(String deviceNo) {
        return byNumber.get(deviceNo);
    }

    @Nullable
    ProjectedDevice bySecondKey(String hash, String key) {
        Map<String, ProjectedDevice> known = bySecondKey.get(hash);
        return known == null ? null : known.get(key);
    }

    void put(String readUnder, ProjectedDevice device) {
        if (fits(readUnder, device)) {
            put(byNumber, device.deviceNo(), device);
        }
    }

    void putSecondKey(String readUnder, String hash, String key, ProjectedDevice device) {
        if (fits(readUnder, device)) {
            put(bySecondKey.computeIfAbsent(hash, unused -> new ConcurrentHashMap<>()), own(key, device), device);
        }
    }

    private boolean fits(String readUnder, ProjectedDevice device) {
        return device.active() && readUnder.equals(version);
    }

    private void put(Map<String, ProjectedDevice> devices, String key, ProjectedDevice device) {
        if (devices.size() >= most) {
            devices.clear();
        }
        devices.put(key, device);
    }

    /** The same characters once, not twice. */
    private static String own(String key, ProjectedDevice device) {
        return Stream.of(device.vin(), device.mn(), device.secretSha256())
                .filter(key::equals)
                .findFirst()
                .orElse(key);
    }
}
