package io.plumewatch.enforcement.alerts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long alerts live and how many listen.
 *
 * @param openFor how long after the sighting an alert closes by itself
 * @param mostStreams how many event streams one instance keeps open at a time, 1..10000
 * @param clockTolerance by how much our clock and the database's may differ before boards say so
 * @param streamFor how long one stream lasts before the client must come again, with its rights checked anew
 */
@ConfigurationProperties("plumewatch.alerts")
record AlertSettings(
        @DefaultValue("30m") Duration openFor,
        @DefaultValue("500") int mostStreams,
        @DefaultValue("30s") Duration clockTolerance,
        @DefaultValue("1h") Duration streamFor) {

    AlertSettings {
        if (mostStreams < 1 || mostStreams > 10_000) {
            throw new IllegalArgumentException(
                    "plumewatch.alerts.most-streams is " + mostStreams + " but must be 1..10000");
        }
        if (clockTolerance.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "plumewatch.alerts.clock-tolerance is " + clockTolerance + " but must be 1 s or more");
        }
        if (openFor.isNegative() || openFor.isZero()) {
            throw new IllegalArgumentException("plumewatch.alerts.open-for is " + openFor + " but must be positive");
        }
    }
}
