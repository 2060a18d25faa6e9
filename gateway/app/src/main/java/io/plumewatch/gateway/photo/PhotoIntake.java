package io.plumewatch.gateway.photo;

import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.intake.Reason;
import io.plumewatch.gateway.intake.Refusal;
import io.plumewatch.gateway.log.ReadingLog;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.EntryKind;
import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.log.PhotoNotice;
import io.plumewatch.wire.log.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Takes photos, from whatever protocol: first the disk has the bytes, then the log a notice of them. */
public final class PhotoIntake implements AutoCloseable {

    /** The biggest photo. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int QUEUE = 256;
    private static final Duration HALF_WRITTEN_FOR = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(PhotoIntake.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlobStore blobs;
    private final ReadingLog log;
    private final InstantSource clock;
    private final String gatewayId;
    private final ExecutorService writers;

    public PhotoIntake(PhotoSettings settings, ReadingLog log, InstantSource clock, String gatewayId) {
        this.blobs = new BlobStore(settings.directory());
        this.log = log;
        this.clock = clock;
        this.gatewayId = gatewayId;
        this.writers = new ThreadPoolExecutor(
                settings.writers(),
                settings.writers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> new Thread(task, "photos"));
    }

    /** Clears away what an earlier life left half written. */
    public void start() {
        writers.execute(() -> {
            try {
                blobs.sweep(clock.instant().minus(HALF_WRITTEN_FOR));
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("Half-written photos could not be cleared away: {}", e.getMessage());
            }
        });
    }

    /**
     * Returns why these bytes are not the photo that they should be, if so.
     *
     * @param sha256 the digest that the sender names, lower-case hex
     */
    public static Optional<Refusal> refusal(String sha256, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Optional.of(Refusal.of(Reason.TOO_LARGE, "a JPEG of at most 1 MiB"));
        }
        if (!Hashes.sha256(bytes).equals(sha256)) {
            return Optional.of(Refusal.of(Reason.PHOTO_HASH_MISMATCH, "the SHA-256 of the bytes in lower-case hex"));
        }
        if (bytes.length < 3 || bytes[0] != (byte) 0xFF || bytes[1] != (byte) 0xD8 || bytes[2] != (byte) 0xFF) {
            return Optional.of(Refusal.of(Reason.NOT_A_JPEG, "bytes that begin with FF D8 FF"));
        }
        return Optional.empty();
    }

    /** Stores a photo that {@link #refusal} let through. Completes when disk and log have it; fails when one does not. */
    public CompletableFuture<Void> store(String device, String sha256, byte[] jpeg, Instant receivedAt) {
        try {
            return CompletableFuture.runAsync(() -> write(sha256, jpeg), writers)
                    .thenCompose(written -> log.append(notice(device, sha256, jpeg.length, receivedAt)));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new PhotoStoreUnavailable("too many photos at once", e));
        }
    }

    @Override
    public void close() {
        writers.shutdown();
    }

    private void write(String sha256, byte[] jpeg) {
        try {
            blobs.store(sha256, jpeg, clock.instant());
        } catch (IOException | UncheckedIOException e) {
            throw new PhotoStoreUnavailable("the blob store did not take a photo: " + e.getMessage(), e);
        }
    }

    private LogEntry notice(String device, String sha256, int bytes, Instant receivedAt) {
        return new LogEntry(
                EntryKind.PHOTO,
                device,
                Trust.ENROLLED,
                ClockState.UNKNOWN,
                null,
                receivedAt,
                false,
                sha256,
                gatewayId,
                JSON.writeValueAsBytes(new PhotoNotice(sha256, bytes, clock.instant())));
    }
}
