package io.plumewatch.wire.log;

/** What the payload of a log entry is, and so how to read it. */
public enum EntryKind {
    /** One vehicle through one remote-sensing site: JSON of the contract's {@code pass} topic. */
    PASS,
    /** A device's calibration: JSON of the contract's {@code calibration} topic. */
    CALIBRATION,
    /** A photo lies in the blob store; the payload is JSON, see {@link PhotoNotice}. */
    PHOTO,
    /** A remote-sensing unit says that it is online or offline: JSON of the contract's {@code status} topic. */
    STATUS,
    /** A plate at a place and time: one JSON item of {@code POST /api/v1/sightings}. */
    SIGHTING,
    /** One whole frame of an OBD terminal, byte for byte. */
    OBD,
    /** A terminal reports its removal: one whole OBD frame with command 0x06 and trust above CLAIMED. */
    TAMPER
}
