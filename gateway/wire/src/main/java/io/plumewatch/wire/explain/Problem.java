package io.plumewatch.wire.explain;

/** Why an input is not ok. */
enum Problem {
    BCC_MISMATCH,
    CRC_MISMATCH,
    LENGTH_MISMATCH,
    /** The data does not have the form that its kind asks for; a warning names the place where that is known. */
    UNKNOWN_LAYOUT,
    NOT_A_FRAME,
    /** The protocol is recognised, and this version does not read it. */
    NOT_SUPPORTED
}
