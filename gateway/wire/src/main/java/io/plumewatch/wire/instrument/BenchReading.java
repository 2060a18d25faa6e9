package io.plumewatch.wire.instrument;

import io.plumewatch.wire.obd.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one or more answers of a serial instrument say.
 *
 * @param status of the instrument
 * @param values in the order of the answer; empty for an answer that is only a status
 * @param raw the answer as received
 */
public record BenchReading(BenchStatus status, List<PointValue> values, Octets raw) {

    public BenchReading {
        values = List.copyOf(values);
    }

    public Optional<PointValue> value(String key) {
        return values.stream().filter(value -> value.key().equals(key)).findFirst();
    }

    /** Returns this and a later answer of the same round as one reading: the worse status of the two, all values. */
    public BenchReading and(BenchReading later) {
        boolean keep = later.status == BenchStatus.NOT_TOLD || later.status.measures() && !status.measures();
        return new BenchReading(
                keep ? status : later.status,
                Stream.concat(values.stream(), later.values.stream()).toList(),
                Octets.ofHex(raw.hex() + later.raw.hex()));
    }
}
