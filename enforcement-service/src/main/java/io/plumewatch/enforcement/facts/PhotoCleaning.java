package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.evidence.BlobStore;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes photos that nothing came to name: pictures of people who did nothing. */
@Component
class PhotoCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(PhotoCleaning.class);
    private static final int A_FEW = 200;

    private final Photos photos;
    private final BlobStore blobs;
    private final FactSettings settings;
    private final Clock clock;

    PhotoCleaning(Photos photos, BlobStore blobs, FactSettings settings, Clock clock) {
        this.photos = photos;
        this.blobs = blobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "10m", fixedDelayString = "10m")
    void clean() {
        List<String> unnamed = photos.forgetUnnamed(clock.instant(), settings.photoGrace(), A_FEW);
        while (!unnamed.isEmpty()) {
            unnamed.forEach(blobs::delete);
            LOG.info("deleted {} photos that nothing names", unnamed.size());
            unnamed = photos.forgetUnnamed(clock.instant(), settings.photoGrace(), A_FEW);
        }
    }
}
