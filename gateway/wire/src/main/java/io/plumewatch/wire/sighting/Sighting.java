package io.plumewatch.wire.sighting;

import io.plumewatch.wire.rs.RsPass;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A plate at a place and time.
 *
 * @param sightingId the device's own id, at most 64 characters; (device, sightingId) is the idempotency key
 * @param photoSha256 lower-case hex digest of the picture, if one was taken
 */
public record Sighting(
        String sightingId,
        OffsetDateTime seenAt,
        RsPass.Plate plate,
        RsPass.@Nullable Position position,
        @Nullable String direction,
        @Nullable Gate gate,
        @Nullable String photoSha256) {

    /** A company's gate, the way through it, and what was on board. */
    public record Gate(
            String companyId, Movement movement, @Nullable String goods) {}

    /** The way through a gate. */
    public enum Movement {
        IN,
        OUT
    }
}
