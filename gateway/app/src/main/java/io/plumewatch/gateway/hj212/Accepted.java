package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Message;
import io.plumewatch.wire.hj212.UnitProfile;
import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a station that may speak.
 *
 * @param message what it says, decrypted if need be
 * @param sentAt the station's own time of sending, from the QN; null when it has none that tells
 */
record Accepted(
        ProjectedDevice device,
        Trust trust,
        UnitProfile profile,
        Hj212Message message,
        Use use,
        @Nullable Instant sentAt,
        Instant receivedAt) {

    /** Returns how far the station's clock is off, whichever way; zero when nothing tells. */
    Duration clockError() {
        return sentAt == null
                ? Duration.ZERO
                : Duration.between(receivedAt, sentAt).abs();
    }
}
