package io.plumewatch.gateway.obd;

import io.plumewatch.wire.log.Trust;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connection speaks for which VIN. A VIN can be claimed by anybody, so a session gives way only to one of equal or
 * higher trust: the newest wins among equals, and a stranger cannot push an enrolled terminal out.
 */
final class ObdSessions {

    private final Map<String, Session> byVin = new HashMap<>();

    /** The connection behind a session. */
    interface Holder {
        /** Another connection speaks for this VIN from now on. Called from any thread. */
        void displaced(String vin);
    }

    /** Takes the session of a VIN, from another connection if need be; false when that one has the higher trust. */
    boolean take(String vin, Holder holder, Trust trust) {
        Holder displaced = null;
        synchronized (this) {
            Session now = byVin.get(vin);
            if (now != null && now.holder != holder) {
                if (trust.compareTo(now.trust) < 0) {
                    return false;
                }
                displaced = now.holder;
            }
            byVin.put(vin, new Session(holder, trust));
        }
        if (displaced != null) {
            displaced.displaced(vin);
        }
        return true;
    }

    /** Returns the trust of a connection's session for a VIN, or null when it has none. */
    synchronized @Nullable Trust trust(String vin, Holder holder) {
        Session now = byVin.get(vin);
        return now != null && now.holder == holder ? now.trust : null;
    }

    /** Ends a connection's session for a VIN; that of another connection stays. */
    synchronized void end(String vin, Holder holder) {
        Session now = byVin.get(vin);
        if (now != null && now.holder == holder) {
            byVin.remove(vin);
        }
    }

    synchronized int size() {
        return byVin.size();
    }

    private record Session(Holder holder, Trust trust) {}
}
