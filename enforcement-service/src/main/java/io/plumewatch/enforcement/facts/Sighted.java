package io.plumewatch.enforcement.facts;

import io.plumewatch.wire.log.Trust;
import io.plumewatch.wire.sighting.Sighting;
import java.time.Instant;

/**
 * A gate or camera saw a plate. Kept only if a listener of {@link SightingsTold} keeps it.
 *
 * @param live whether it is happening now
 */
public record Sighted(
        String sightingKey,
        String deviceNo,
        String areaCode,
        Trust trust,
        Instant receivedAt,
        Sighting sighting,
        boolean live) {}
