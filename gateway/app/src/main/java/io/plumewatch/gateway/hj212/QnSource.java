package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.hj212.Hj212Time;
import java.time.Instant;

/** Gives every request of this gateway its own QN: the time, and a millisecond more when two come in the same one. */
final class QnSource {

    private long last = Long.MIN_VALUE;

    /** Returns 17 digits, greater than all before. */
    synchronized String next(Instant now) {
        last = Math.max(last + 1, now.toEpochMilli());
        return Hj212Time.millis(Instant.ofEpochMilli(last));
    }
}
