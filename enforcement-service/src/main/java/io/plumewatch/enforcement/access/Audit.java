package io.plumewatch.enforcement.access;

import java.util.Collection;

/** Keeps who read or changed what; every read of personal data goes through here. */
public interface Audit {

    /**
     * Records one access in the caller's transaction, or in its own when there is none.
     *
     * @param action for example {@code VEHICLE_READ}
     * @param subject what was read or changed, for example {@code 豫H12345/01}
     */
    void record(Caller caller, String action, String subject);

    /** Records many accesses of one kind. */
    void recordAll(Caller caller, String action, Collection<String> subjects);
}
