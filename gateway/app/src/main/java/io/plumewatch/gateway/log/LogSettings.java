package io.plumewatch.gateway.log;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the log.
 *
 * @param evidenceUri Redis for evidence and sightings
 * @param telemetryUri Redis for telemetry and quarantine
 * @param key seals what this gateway writes, see {@code wire.log.Seal}; at least 32 random characters, empty = no seal
 * @param claimedTelemetryBytes memory that the telemetry Redis may use before unauthenticated telemetry has to wait, 16
 *     MiB..1 TiB; three quarters of its {@code maxmemory} if that is less
 * @param batchEntries most entries in one flush, 1..10,000
 * @param batchBytes most payload bytes in one flush, 64 KiB..64 MiB
 * @param queueEntries most entries waiting for a flush, 100..1,000,000; more are refused at once
 * @param queueBytes most payload bytes waiting for a flush, 1 MiB..1 GiB
 * @param requireDurable whether a Redis that says that it loses what it confirms is not written to; one that does not
 *     say (managed ones refuse CONFIG) is
 * @param answerTimeout how long one flush may take before its connection counts as lost, 0.1..60 s
 */
@ConfigurationProperties("plumewatch.log")
public record LogSettings(
        @DefaultValue("redis://127.0.0.1:6379") String evidenceUri,
        @DefaultValue("redis://127.0.0.1:6379") String telemetryUri,
        @DefaultValue("") String key,
        @DefaultValue("4294967296") long claimedTelemetryBytes,
        @DefaultValue("512") int batchEntries,
        @DefaultValue("4194304") int batchBytes,
        @DefaultValue("20000") int queueEntries,
        @DefaultValue("16777216") int queueBytes,
        @DefaultValue("true") boolean requireDurable,
        @DefaultValue("3s") Duration answerTimeout) {

    public LogSettings {
        Bounds.present("plumewatch.log.evidence-uri", evidenceUri);
        Bounds.present("plumewatch.log.telemetry-uri", telemetryUri);
        Bounds.within("plumewatch.log.claimed-telemetry-bytes", claimedTelemetryBytes, 1L << 24, 1L << 40);
        Bounds.within("plumewatch.log.batch-entries", batchEntries, 1, 10_000);
        Bounds.within("plumewatch.log.batch-bytes", batchBytes, 1 << 16, 1 << 26);
        Bounds.within("plumewatch.log.queue-entries", queueEntries, 100, 1_000_000);
        Bounds.within("plumewatch.log.queue-bytes", queueBytes, 1 << 20, 1 << 30);
        Bounds.within("plumewatch.log.answer-timeout", answerTimeout, Duration.ofMillis(100), Duration.ofSeconds(60));
    }

    @Override
    public String toString() {
        // Addresses may hold passwords.
        return "LogSettings[batchEntries=" + batchEntries + ", queueEntries=" + queueEntries + "]";
    }
}
