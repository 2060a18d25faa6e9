package io.plumewatch.gateway.projection;

import io.plumewatch.wire.projection.ProjectedDevice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Active devices as one version of the projection has them. What was read under another version is not taken in. */
final class DeviceCache {

    private final String version;
    private final int most;
    private final Map<String, ProjectedDevice> devices = new ConcurrentHashMap<>();

    DeviceCache(String version, int most) {
        this.version = version;
        this.most = most;
    }

    String version() {
        return version;
    }

    @Nullable
    ProjectedDevice byNumber(String deviceNo) {
        return devices.get(deviceNo);
    }

    @Nullable
    ProjectedDevice bySecondKey(String hash, String key) {
        return devices.get(hash + '/' + key);
    }

    void put(String readUnder, ProjectedDevice device) {
        put(readUnder, device.deviceNo(), device);
    }

    void putSecondKey(String readUnder, String hash, String key, ProjectedDevice device) {
        put(readUnder, hash + '/' + key, device);
    }

    private void put(String readUnder, String key, ProjectedDevice device) {
        if (readUnder.equals(version)) {
            if (devices.size() >= most) {
                devices.clear();
            }
            devices.put(key, device);
        }
    }
}
