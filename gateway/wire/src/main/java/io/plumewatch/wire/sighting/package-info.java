/** Plates seen by gates and cameras: the JSON of {@code POST /api/v1/sightings}. */
@NullMarked
package io.plumewatch.wire.sighting;

import org.jspecify.annotations.NullMarked;
