package io.plumewatch.gateway.hj212;

import io.plumewatch.wire.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * What one frame comes to.
 *
 * @param entry what the log is to have
 * @param answer what the station gets, after the log has the entry if there is one
 * @param accepted what was said; null when the frame was refused
 * @param stranger whether it was refused for who sent it, or because nobody can tell who did
 */
record Judged(
        @Nullable LogEntry entry,
        byte @Nullable [] answer,
        @Nullable Accepted accepted,
        boolean stranger) {

    /** Refused for what it says. */
    static final Judged REFUSED = new Judged(null, null, null, false);

    static final Judged STRANGER = new Judged(null, null, null, true);
}
