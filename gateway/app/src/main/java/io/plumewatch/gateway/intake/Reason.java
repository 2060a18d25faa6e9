package io.plumewatch.gateway.intake;

import io.plumewatch.wire.json.Decoded;

/** Why input was refused. Closed on purpose: each is a label of {@code plumewatch_quarantined_total}. */
public enum Reason {
    /** The registry does not know the sender. */
    UNKNOWN_DEVICE,
    DEVICE_SUSPENDED,
    /** This kind of device does not send such readings. */
    WRONG_DEVICE_KIND,
    MALFORMED_JSON,
    MISSING_FIELD,
    WRONG_TYPE,
    OUT_OF_RANGE,
    /** Measured more than 5 min after it was received. */
    CLOCK_AHEAD,
    /** Measured more than 366 days before it was received. */
    TOO_OLD,
    PHOTO_HASH_MISMATCH,
    NOT_A_JPEG,
    TOO_LARGE,
    UNSUPPORTED_TOPIC,
    /** The registry names a code map for the sender that this gateway does not have. */
    UNKNOWN_PROFILE,
    /** Bytes between frames, or no frame at all. */
    NOT_A_FRAME,
    BCC_MISMATCH,
    /** The check value of an HJ 212 frame is wrong. */
    CRC_MISMATCH,
    /** The frame's check value is right, its data unit fits no layout. */
    UNKNOWN_LAYOUT,
    /** A frame began and did not end in time. */
    HALF_FRAME,
    /** No terminal is filed for this VIN. */
    UNKNOWN_VIN,
    /** The VIN's session belongs to another connection of higher trust. */
    VIN_CONFLICT,
    /** The MN's session belongs to another connection of higher trust. */
    MN_CONFLICT,
    /** The password is not the one that is filed for this MN. */
    WRONG_PASSWORD,
    /** An instrument's answer that fits no question, or not the one that was asked. */
    WRONG_ANSWER,
    /** An instrument says that it will not do what was asked. */
    REFUSED_BY_DEVICE,
    /** Our own code failed on it; the log of the gateway says where. */
    INTERNAL_ERROR;

    /** Returns the reason of a refused JSON message. */
    public static Reason of(Decoded.Reason reason) {
        return switch (reason) {
            case MALFORMED_JSON -> MALFORMED_JSON;
            case MISSING_FIELD -> MISSING_FIELD;
            case WRONG_TYPE -> WRONG_TYPE;
            case OUT_OF_RANGE -> OUT_OF_RANGE;
        };
    }
}
