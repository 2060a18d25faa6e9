package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.rs.RsJson;
import io.plumewatch.wire.rs.RsPass;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads recorded payloads and remembers the last ones. Every new fact of a vehicle has all its passes judged again, and
 * reading their JSON was half the work.
 *
 * <p>Keyed by the bytes themselves, so nothing here can be out of date.
 */
final class ReadPasses {

    /** About 20 MB. */
    private static final int MOST = 8_192;

    private final Map<ByteBuffer, RsPass> known = new LinkedHashMap<>(MOST, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, RsPass> eldest) {
            return size() > MOST;
        }
    };

    RsPass read(byte[] payload, String passKey) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        return get(bytes).orElseGet(() -> {
            RsPass pass = Recorded.value(RsJson.pass(payload), passKey);
            put(bytes, pass);
            return pass;
        });
    }

    private synchronized Optional<RsPass> get(ByteBuffer bytes) {
        return Optional.ofNullable(known.get(bytes));
    }

    private synchronized void put(ByteBuffer bytes, RsPass pass) {
        known.put(bytes, pass);
    }
}
