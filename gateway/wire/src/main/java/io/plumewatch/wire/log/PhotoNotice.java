package io.plumewatch.wire.log;

import java.time.Instant;
import java.util.Objects;

/**
 * Payload of a {@link EntryKind#PHOTO} entry, as JSON: this photo is durable in the blob store.
 *
 * @param sha256 lower-case hex digest of the JPEG bytes, which is also its name in the blob store
 * @param bytes size of the JPEG
 * @param storedAt when the gateway had synced it to disk
 */
public record PhotoNotice(String sha256, int bytes, Instant storedAt) {

    /** JSON may leave out anything; thrown here, it makes the JSON a wrong one. */
    public PhotoNotice {
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(storedAt, "storedAt");
    }
}
