package io.plumewatch.gateway.quarantine;

import io.plumewatch.gateway.settings.Bounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much refused input is kept.
 *
 * @param entries most entries, 10..1,000,000; the oldest fall off
 * @param bytes most kept bytes, 64 KiB..1 GiB; the oldest fall off
 * @param samplesPerSource samples kept of one unauthenticated source, for one reason, in one hour, 0..1,000
 * @param samplesPerHour samples kept of all unauthenticated sources together in one hour, 0..1,000,000
 */
@ConfigurationProperties("plumewatch.quarantine")
public record QuarantineSettings(
        @DefaultValue("5000") int entries,
        @DefaultValue("67108864") int bytes,
        @DefaultValue("10") int samplesPerSource,
        @DefaultValue("2000") int samplesPerHour) {

    public QuarantineSettings {
        Bounds.within("plumewatch.quarantine.entries", entries, 10, 1_000_000);
        Bounds.within("plumewatch.quarantine.bytes", bytes, 1 << 16, 1 << 30);
        Bounds.within("plumewatch.quarantine.samples-per-source", samplesPerSource, 0, 1_000);
        Bounds.within("plumewatch.quarantine.samples-per-hour", samplesPerHour, 0, 1_000_000);
    }
}
