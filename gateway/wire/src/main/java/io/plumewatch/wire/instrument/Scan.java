package io.plumewatch.wire.instrument;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that an instrument showed at one time, in the order of its map. */
public record Scan(Instant at, List<PointValue> values) {

    public Scan {
        values = List.copyOf(values);
    }

    public Optional<PointValue> value(String key) {
        return values.stream().filter(value -> value.key().equals(key)).findFirst();
    }
}
