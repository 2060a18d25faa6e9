package io.plumewatch.enforcement.registry;

import java.util.Set;

/**
 * Devices changed in what can change a verdict (verification, place); published once for all of a transaction, in it.
 */
public record DevicesChanged(Set<String> deviceNos) {

    public DevicesChanged {
        deviceNos = Set.copyOf(deviceNos);
    }
}
