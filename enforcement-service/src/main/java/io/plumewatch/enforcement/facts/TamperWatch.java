package io.plumewatch.enforcement.facts;

import java.time.Instant;

/** Which vehicles' OBD terminals seem to have been taken out. */
public interface TamperWatch {

    /**
     * Returns whether the vehicle's terminal told of its removal, in an authenticated session, within the time before
     * {@code at} that policy names, and has sent no such data since.
     */
    boolean removed(String vin, Instant at);
}
