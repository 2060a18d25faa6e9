package io.plumewatch.enforcement.facts.obd;

import java.time.Instant;

/**
 * What a packet shows of one second.
 *
 * @param second of the slot, 0..599
 * @param marks see {@link Mark}
 * @param hash a byte of the hash of the stream block, where the marks have {@link Mark#STREAM}
 * @param serial 0..65535; negative = none
 */
record Observation(SlotKey slot, int second, int marks, int hash, int serial) {

    private static final int NO_SERIAL = -1;

    static Observation event(String vin, Instant at, int marks) {
        return new Observation(SlotKey.of(vin, at), SlotKey.second(at), marks, 0, NO_SERIAL);
    }

    static Observation block(String vin, Instant at, int marks, int hash, int serial) {
        return new Observation(SlotKey.of(vin, at), SlotKey.second(at), marks, hash, serial);
    }
}
