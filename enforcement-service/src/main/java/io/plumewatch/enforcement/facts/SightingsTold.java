package io.plumewatch.enforcement.facts;

import java.util.List;

/**
 * Gates and cameras saw plates; same transaction as their offset. Told together, so that a listener that locks vehicles
 * can do it in key order.
 */
public record SightingsTold(List<Sighted> sightings) {

    public SightingsTold {
        sightings = List.copyOf(sightings);
    }
}
