package io.plumewatch.enforcement.evidence;

import java.time.Instant;
import java.util.Optional;

/** Photos by their SHA-256, as the gateway stored them. */
public interface BlobStore {

    /** Returns the bytes, verified against the digest; empty when the store does not have them whole. */
    Optional<byte[]> read(String sha256);

    /** Records in the caller's transaction that something names the photo for good, so it is never cleaned away. */
    void keep(String sha256);

    /**
     * Deletes a photo that nothing names; does nothing when it is not there, is kept, or came in again since.
     *
     * @param since a gateway that gets the photo once more marks the file with the time, so that its notice, which is
     *     still on the way, will find it
     */
    void delete(String sha256, Instant since);
}
