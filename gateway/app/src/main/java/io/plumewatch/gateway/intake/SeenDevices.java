package io.plumewatch.gateway.intake;

import io.plumewatch.wire.log.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which devices spoke to this gateway lately. In memory only; the longest silent ones are forgotten first. */
public final class SeenDevices {

    private static final int MOST = 50_000;

    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Notes a sign of life.
     *
     * @param sentAt the device's own time of sending, if it gave one
     */
    public synchronized void saw(
            String device, String areaCode, Protocol protocol, Trust trust, @Nullable Instant sentAt, Instant now) {
        Long drift = sentAt == null ? null : Duration.between(now, sentAt).toMillis();
        seen.put(device, new Seen(device, areaCode, protocol, trust, now, drift));
    }

    public synchronized List<Seen> all() {
        return List.copyOf(seen.values());
    }

    /**
     * One device, as last seen.
     *
     * @param clockDriftMillis its clock minus ours when it last gave the time, positive when it runs ahead
     */
    public record Seen(
            String device,
            String areaCode,
            Protocol protocol,
            Trust trust,
            Instant lastSeenAt,
            @Nullable Long clockDriftMillis) {}
}
