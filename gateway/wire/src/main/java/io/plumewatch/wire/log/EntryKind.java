package io.plumewatch.wire.log;

/** What the payload of a log entry is, and so how to read it and where it lies. */
public enum EntryKind {
    /** One vehicle through one remote-sensing site: JSON of the contract's {@code pass} topic. */
    PASS(Place.EVIDENCE),
    /** A device's calibration: JSON of the contract's {@code calibration} topic. */
    CALIBRATION(Place.EVIDENCE),
    /** A photo lies in the blob store; the payload is JSON, see {@link PhotoNotice}. */
    PHOTO(Place.EVIDENCE),
    /** A remote-sensing unit says that it is online or offline: JSON of the contract's {@code status} topic. */
    STATUS(Place.TELEMETRY),
    /** A plate at a place and time: one JSON item of {@code POST /api/v1/sightings}. */
    SIGHTING(Place.SIGHTINGS),
    /** One whole frame of an OBD terminal, byte for byte. */
    OBD(Place.TELEMETRY),
    /** A terminal reports its removal: one whole OBD frame with command 0x06 and trust above CLAIMED. */
    TAMPER(Place.EVIDENCE),
    /** One vehicle in the national record of a remote-sensing unit: its JSON, read with a code map. */
    NATIONAL_PASS(Place.EVIDENCE),
    /** A self-check or check in the national record: its JSON, read with a code map. */
    NATIONAL_CHECK(Place.EVIDENCE),
    /** A black-smoke capture in the national record: its JSON, read with a code map. */
    NATIONAL_SMOKE(Place.EVIDENCE),
    /** One whole HJ 212 frame of an air station, byte for byte. */
    AIR(Place.TELEMETRY),
    /** One finished test of a check-point instrument: JSON with the values and the bytes that they were read from. */
    INSTRUMENT(Place.EVIDENCE),
    /** What a weather station or air sensor on a line shows at the moment: JSON. */
    SENSOR(Place.TELEMETRY);

    private final Place place;

    EntryKind(Place place) {
        this.place = place;
    }

    public Place place() {
        return place;
    }

    /** Which streams hold entries of a kind, see {@link Streams}. */
    public enum Place {
        /** The one stream of what can become evidence. */
        EVIDENCE,
        /** Partitions on the evidence Redis, by plate number. */
        SIGHTINGS,
        /** Partitions on the telemetry Redis, by device. */
        TELEMETRY
    }
}
