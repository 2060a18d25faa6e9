package io.plumewatch.gateway.tcp;

import io.plumewatch.wire.log.Trust;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which connection speaks for which name: a VIN, an MN. A name can be claimed by anybody, so a session gives way only to one of equal or
 * higher trust: the newest wins among equals, and a stranger cannot push an enrolled device out.
 */
public final class Sessions {

    private final Map<String, Session> byName = new ConcurrentHashMap<>();

    /** The connection behind a session. */
    public interface Holder {
        /** Another connection speaks for this name from now on. Called from any thread. */
        void displaced(String name);
    }

    /** Takes the session of a name without a proof. */
    public boolean take(String name, Holder holder, Trust trust) {
        return take(name, holder, trust, null);
    }

    /**
     * Takes the session of a name, from another connection if need be; false when that one has the higher trust.
     *
     * @param proof what the registry had to say for this trust; when it says otherwise, the trust is gone
     */
    public boolean take(String name, Holder holder, Trust trust, @Nullable String proof) {
        Holder displaced = null;
        synchronized (this) {
            Session now = byName.get(name);
            if (now != null && now.holder != holder) {
                if (trust.compareTo(now.trust) < 0) {
                    return false;
                }
                displaced = now.holder;
            }
            byName.put(name, new Session(holder, trust, proof));
        }
        if (displaced != null) {
            displaced.displaced(name);
        }
        return true;
    }

    /** Returns the trust of a connection's session for a name, or null when it has none. */
    public @Nullable Trust trust(String name, Holder holder) {
        Session now = byName.get(name);
        return now != null && now.holder == holder ? now.trust : null;
    }

    /** Returns what a connection's session for a name was taken with. */
    public @Nullable String proof(String name, Holder holder) {
        Session now = byName.get(name);
        return now != null && now.holder == holder ? now.proof : null;
    }

    /** Ends a connection's session for a name; that of another connection stays. */
    public synchronized void end(String name, Holder holder) {
        Session now = byName.get(name);
        if (now != null && now.holder == holder) {
            byName.remove(name);
        }
    }

    public int size() {
        return byName.size();
    }

    private record Session(
            Holder holder, Trust trust, @Nullable String proof) {}
}
