package io.plumewatch.wire.obd;

/**
 * Where a terminal says that it is.
 *
 * @param state bit 0 = fix invalid (the last valid position is sent), bit 1 = south, bit 2 = west; 0xFF = unknown
 * @param longitude magnitude in degrees, or a marker
 * @param latitude magnitude in degrees, or a marker
 */
public record Position(int state, Reading longitude, Reading latitude) {

    /** Returns whether the receiver had a fix. */
    public boolean valid() {
        return (state & 1) == 0;
    }

    /** Returns the longitude with west negative; markers as they are. */
    public Reading signedLongitude() {
        return signed(longitude, 4);
    }

    /** Returns the latitude with south negative; markers as they are. */
    public Reading signedLatitude() {
        return signed(latitude, 2);
    }

    private Reading signed(Reading magnitude, int bit) {
        boolean negative = state != 0xFF && (state & bit) != 0;
        return negative && magnitude instanceof Reading.Value value
                ? new Reading.Value(value.raw(), value.number().negate())
                : magnitude;
    }

    /** Returns a valid fix at these degrees, east and north positive. */
    public static Position at(double longitude, double latitude) {
        int state = (latitude < 0 ? 2 : 0) | (longitude < 0 ? 4 : 0);
        return new Position(
                state, ObdField.LONGITUDE.nearest(Math.abs(longitude)), ObdField.LATITUDE.nearest(Math.abs(latitude)));
    }
}
