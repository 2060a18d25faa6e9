package io.plumewatch.wire.obd;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a data-stream block.
 *
 * @param readings every field of the type, in wire order
 */
public record Measurements(BlockType type, Map<ObdField, Reading> readings) implements ObdBlock.Content {

    public Measurements {
        if (readings.size() != type.fields().size() || !readings.keySet().containsAll(type.fields())) {
            throw new IllegalArgumentException("not the fields of " + type + ": " + readings.keySet());
        }
        readings = Collections.unmodifiableMap(new EnumMap<>(readings));
    }

    /** Starts a body in which nothing is available yet. */
    public static Builder of(BlockType type) {
        return new Builder(type);
    }

    /** Returns the reading, or null if this type of block has no such field. */
    public @Nullable Reading get(ObdField field) {
        return readings.get(field);
    }

    /** Returns where the vehicle was, if this type of block says so. */
    public Optional<Position> position() {
        var state = readings.get(ObdField.POSITION_STATE);
        var longitude = readings.get(ObdField.LONGITUDE);
        var latitude = readings.get(ObdField.LATITUDE);
        return state == null || longitude == null || latitude == null
                ? Optional.empty()
                : Optional.of(new Position((int) state.raw(), longitude, latitude));
    }

    static Measurements read(BlockType type, Octets data, int at) {
        var readings = new EnumMap<ObdField, Reading>(ObdField.class);
        int index = at;
        for (ObdField field : type.fields()) {
            readings.put(field, field.reading(data.unsigned(index, field.length())));
            index += field.length();
        }
        return new Measurements(type, readings);
    }

    void write(OctetWriter out) {
        for (ObdField field : type.fields()) {
            out.unsigned(Objects.requireNonNull(readings.get(field)).raw(), field.length());
        }
    }

    /** Collects the values that are there; the others become "not available". */
    public static final class Builder {

        private final BlockType type;
        private final Map<ObdField, Reading> readings = new EnumMap<>(ObdField.class);

        private Builder(BlockType type) {
            this.type = type;
            type.fields().forEach(field -> readings.put(field, field.absent()));
        }

        /** Sets a field to the nearest number that the wire can carry, in the field's unit. */
        public Builder set(ObdField field, double value) {
            return set(field, field.nearest(value));
        }

        public Builder set(ObdField field, Reading reading) {
            readings.put(field, reading);
            return this;
        }

        public Builder set(Position position) {
            return set(ObdField.POSITION_STATE, ObdField.POSITION_STATE.reading(position.state()))
                    .set(ObdField.LONGITUDE, position.longitude())
                    .set(ObdField.LATITUDE, position.latitude());
        }

        public Measurements build() {
            return new Measurements(type, readings);
        }
    }
}
