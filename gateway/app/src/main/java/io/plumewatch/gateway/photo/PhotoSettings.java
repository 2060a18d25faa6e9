package io.plumewatch.gateway.photo;

import io.plumewatch.gateway.settings.Bounds;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the photo store.
 *
 * @param directory the blob store, a directory that gateway and service share
 * @param writers how many photos are synced to disk at the same time, 1..16
 */
@ConfigurationProperties("plumewatch.blobs")
public record PhotoSettings(
        @DefaultValue("./blobs") Path directory,
        @DefaultValue("2") int writers) {

    public PhotoSettings {
        Bounds.present("plumewatch.blobs.directory", directory.toString());
        Bounds.within("plumewatch.blobs.writers", writers, 1, 16);
    }
}
