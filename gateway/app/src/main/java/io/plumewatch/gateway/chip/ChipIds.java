package io.plumewatch.gateway.chip;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The identifiers of the terminals' security chips, by VIN and public key.
 *
 * <p>Every answer may fail with {@link ChipIdsUnavailable}: then the caller waits, for a signature that was judged under
 * the wrong identity would be called invalid. Answers may complete on a thread that must not block.
 */
public interface ChipIds {

    /**
     * Returns the identifier that a terminal gave when it was activated, if it did.
     *
     * @param publicKey 128 upper-case hex digits
     */
    CompletableFuture<Optional<String>> of(String vin, String publicKey);

    /** Keeps an identifier of 16 characters; the caller has checked that the key's owner says so. */
    CompletableFuture<Void> remember(String vin, String publicKey, String chipId);
}
