package io.plumewatch.gateway.instrument;

import java.time.Instant;

/**
 * One finished test of an instrument, ready for the log.
 *
 * @param payload JSON with the values and the bytes that they were read from
 */
record FinishedTest(String deviceNo, String testNo, String model, Instant finishedAt, byte[] payload) {

    /** Returns the key that makes it one test, however often it is written. */
    String key() {
        return deviceNo + "/" + testNo;
    }
}
