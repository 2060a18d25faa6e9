package io.plumewatch.wire.obd;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a data-stream block: its bytes, and what they mean to whoever asks.
 *
 * @param body as many bytes as the type has
 */
public record Measurements(BlockType type, Octets body) implements ObdBlock.Content {

    public Measurements {
        if (body.length() != type.length()) {
            throw new IllegalArgumentException(type + " has " + type.length() + " bytes instead of " + body.length());
        }
    }

    /** Starts a body in which nothing is available yet. */
    public static Builder of(BlockType type) {
        return new Builder(type);
    }

    /** Returns the reading, or null if this type of block has no such field. */
    public @Nullable Reading get(ObdField field) {
        return type.has(field) ? field.reading(raw(field)) : null;
    }

    /** Returns why a field of this type holds no value; null if it does, or if this type of block has no such field. */
    public Reading.@Nullable State marker(ObdField field) {
        return type.has(field) ? field.marker(raw(field)) : null;
    }

    /** Returns where the vehicle was, if this type of block says so. */
    public Optional<Position> position() {
        var longitude = get(ObdField.LONGITUDE);
        var latitude = get(ObdField.LATITUDE);
        return longitude == null || latitude == null
                ? Optional.empty()
                : Optional.of(new Position((int) raw(ObdField.POSITION_STATE), longitude, latitude));
    }

    private long raw(ObdField field) {
        return body.unsigned(type.offset(field), field.length());
    }

    /** Collects the values that are there; the others are "not available". */
    public static final class Builder {

        private final BlockType type;
        private final byte[] body;

        private Builder(BlockType type) {
            this.type = type;
            this.body = new byte[type.length()];
            Arrays.fill(body, (byte) 0xFF);
        }

        /** Sets a field to the nearest number that the wire can carry, in the field's unit. */
        public Builder set(ObdField field, double value) {
            return set(field, field.nearest(value));
        }

        /** Sets a field of this type of block. */
        public Builder set(ObdField field, Reading reading) {
            if (!type.has(field)) {
                throw new IllegalArgumentException(type + " has no " + field);
            }
            int last = type.offset(field) + field.length() - 1;
            for (int i = 0; i < field.length(); i++) {
                body[last - i] = (byte) (reading.raw() >> 8 * i);
            }
            return this;
        }

        public Builder set(Position position) {
            return set(ObdField.POSITION_STATE, ObdField.POSITION_STATE.reading(position.state()))
                    .set(ObdField.LONGITUDE, position.longitude())
                    .set(ObdField.LATITUDE, position.latitude());
        }

        public Measurements build() {
            return new Measurements(type, Octets.of(body));
        }
    }
}
