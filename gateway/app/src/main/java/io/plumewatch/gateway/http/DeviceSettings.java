package io.plumewatch.gateway.http;

import io.plumewatch.gateway.settings.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much devices may ask of the HTTP server, each of them and all together.
 *
 * @param requests most requests of one device under way, 1..1,000
 * @param allRequests the same of all devices, 1..1,000; fewer than {@code server.tomcat.threads.max}, so that people and
 *     the health are served whatever devices do
 * @param sightings items of one device a second, 1..100,000
 * @param allSightings items of all devices a second, 1..1,000,000
 * @param photos photos of one device a second, 1..10,000
 * @param allPhotos photos of all devices a second, 1..100,000
 * @param burst how much of each rate may come at once, 1 s..10 min
 */
@ConfigurationProperties("plumewatch.http.devices")
record DeviceSettings(
        @DefaultValue("4") int requests,
        @DefaultValue("12") int allRequests,
        @DefaultValue("100") int sightings,
        @DefaultValue("2000") int allSightings,
        @DefaultValue("10") int photos,
        @DefaultValue("100") int allPhotos,
        @DefaultValue("60s") Duration burst) {

    DeviceSettings {
        String prefix = "plumewatch.http.devices.";
        Bounds.within(prefix + "requests", requests, 1, 1_000);
        Bounds.within(prefix + "all-requests", allRequests, 1, 1_000);
        Bounds.within(prefix + "sightings", sightings, 1, 100_000);
        Bounds.within(prefix + "all-sightings", allSightings, 1, 1_000_000);
        Bounds.within(prefix + "photos", photos, 1, 10_000);
        Bounds.within(prefix + "all-photos", allPhotos, 1, 100_000);
        Bounds.within(prefix + "burst", burst, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }
}
