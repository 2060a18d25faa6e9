package io.plumewatch.gateway.log;

import io.plumewatch.wire.log.Bundle;
import io.plumewatch.wire.log.Seal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who writes entries, and how he proves it.
 *
 * @param seal null = not at all
 */
record Author(String gatewayId, @Nullable Seal seal) {

    /** Returns the fields with the author's seal among them. */
    Map<String, byte[]> sealed(String stream, Map<String, byte[]> fields) {
        if (seal != null) {
            fields.put(Seal.FIELD, seal.of(stream, fields));
        }
        return fields;
    }

    Map<String, byte[]> bundle(String stream, List<byte[]> packed) {
        return sealed(stream, Bundle.toFields(gatewayId, packed));
    }
}
