package io.plumewatch.wire.national;

/** What a unit made of its own measurement (PDJG). It is shown, and decides nothing but that INVALID may hold it back. */
public enum DeviceVerdict {
    FAIL,
    PASS,
    INVALID
}
