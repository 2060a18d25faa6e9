package io.plumewatch.enforcement.facts;

import io.plumewatch.enforcement.registry.Device;
import io.plumewatch.enforcement.registry.Site;
import io.plumewatch.wire.log.ClockState;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.rs.RsPass;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pass as the platform knows it: what the unit sent, and what bears on its weight as evidence today.
 *
 * @param passKey {@code device/passId}, unique
 * @param vehicleId the vehicle it resolves to; null = UNRESOLVED, in no run
 * @param device the device as registered, with the verification of the day of measuring; null when it was removed
 * @param site where it was measured; null for a mobile unit without a site
 * @param areaCode area of the site, or of the device
 * @param photos the photos that the pass names, and whether the store has them
 * @param rejectedReason why an officer rejected this measurement; null = not rejected
 * @param clockCleared whether an officer accepted a SUSPECT clock
 * @param doubtful whether a photo of it is used by another pass too
 * @param origin how it came, and what the unit made of it
 */
public record PassFact(
        String passKey,
        String deviceNo,
        @Nullable Long vehicleId,
        Instant measuredAt,
        Instant receivedAt,
        Trust trust,
        ClockState clock,
        boolean replayed,
        RsPass pass,
        @Nullable Device device,
        @Nullable Site site,
        String areaCode,
        List<StoredPhoto> photos,
        @Nullable String rejectedReason,
        boolean clockCleared,
        boolean doubtful,
        PassOrigin origin) {

    /** By the time of measuring; of two at once, by key. */
    static final Comparator<PassFact> IN_ORDER =
            Comparator.comparing(PassFact::measuredAt).thenComparing(PassFact::passKey);

    public PassFact {
        photos = List.copyOf(photos);
    }

    /** A photo that the pass names. */
    public record StoredPhoto(
            String role, String sha256, @Nullable Instant takenAt, boolean stored) {}
}
