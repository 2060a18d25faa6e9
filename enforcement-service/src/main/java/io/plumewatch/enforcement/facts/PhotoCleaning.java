package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.evidence.BlobStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes photos that nothing came to name: pictures of people who did nothing. */
@Component
class PhotoCleaning {

    private static final Logger LOG = LoggerFactory.getLogger(PhotoCleaning.class);
    private static final int A_FEW = 200;

    private final Photos photos;
    private final BlobStore blobs;
    private final FactSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PhotoCleaning(Photos photos, BlobStore blobs, FactSettings settings, TransactionTemplate transaction, Clock clock) {
        this.photos = photos;
        this.blobs = blobs;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "10m", fixedDelayString = "10m")
    void clean() {
        while (cleanAFew()) {
            LOG.info("deleted photos that nothing names");
        }
    }

    /** The files go before the commit: after a crash their rows are still there, and the files go again. */
    private boolean cleanAFew() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant before = clock.instant().minus(settings.photoGrace());
            List<String> unnamed = photos.forgetUnnamed(before, A_FEW);
            unnamed.forEach(sha256 -> blobs.delete(sha256, before));
            return !unnamed.isEmpty();
        }));
    }
}
