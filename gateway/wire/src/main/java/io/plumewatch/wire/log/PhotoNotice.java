package io.plumewatch.wire.log;

import java.time.Instant;

/**
 * Payload of a {@link EntryKind#PHOTO} entry, as JSON: this photo is durable in the blob store.
 *
 * @param sha256 lower-case hex digest of the JPEG bytes, which is also its name in the blob store
 * @param bytes size of the JPEG
 * @param storedAt when the gateway had synced it to disk
 */
public record PhotoNotice(String sha256, int bytes, Instant storedAt) {}
