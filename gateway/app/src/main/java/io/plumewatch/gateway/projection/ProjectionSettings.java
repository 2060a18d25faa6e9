package io.plumewatch.gateway.projection;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the projection.
 *
 * @param poll how often its version is looked at, 0.1..60 s: a suspended device is refused after this time at the latest;
 *     when {@value RedisDevices#MISSED_LOOKS} looks in a row get no answer, nobody is judged until one does
 * @param cachedDevices most devices kept in memory, 100..10,000,000
 * @param key proves that the service wrote the projection, see {@code wire.projection.ProjectionSeal}; several with
 *     commas while it is changed, each of at least 32 random characters; empty = what Redis holds is believed
 */
@ConfigurationProperties("plumewatch.projection")
public record ProjectionSettings(
        @DefaultValue("1s") Duration poll,
        @DefaultValue("50000") int cachedDevices,
        @DefaultValue("") String key) {

    public ProjectionSettings {
        Bounds.within("plumewatch.projection.poll", poll, Duration.ofMillis(100), Duration.ofSeconds(60));
        Bounds.within("plumewatch.projection.cached-devices", cachedDevices, 100, 10_000_000);
    }

    @Override
    public String toString() {
        return "ProjectionSettings[poll=" + poll + ", cachedDevices=" + cachedDevices + "]";
    }
}
