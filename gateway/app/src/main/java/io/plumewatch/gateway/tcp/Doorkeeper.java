package io.plumewatch.gateway.tcp;

import io.plumewatch.doors.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counts the connections of one port, in all and by address, and refuses those above the limits. Safe for any thread. */
final class Doorkeeper {

    private final PeerBounds bounds;
    private final List<Network> exempt;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<Network, Integer> byAddress = new ConcurrentHashMap<>();

    Doorkeeper(PeerBounds bounds) {
        this.bounds = bounds;
        this.exempt = bounds.exempt().stream().map(Network::of).toList();
    }

    /** Why a connection is refused. */
    enum Refused {
        TOTAL,
        ADDRESS
    }

    /**
     * Lets a connection in, which then has to {@link #leave}; or says why not.
     *
     * @param another asked when all places are taken: whether another connection goes for this one
     */
    @Nullable
    Refused enter(InetAddress address, BooleanSupplier another) {
        boolean full = all.incrementAndGet() > bounds.connections();
        if (!isExempt(address) && byAddress.merge(Network.ofPeer(address), 1, Integer::sum) > bounds.perAddress()) {
            leave(address);
            return Refused.ADDRESS;
        }
        if (full && !another.getAsBoolean()) {
            leave(address);
            return Refused.TOTAL;
        }
        return null;
    }

    void leave(InetAddress address) {
        all.decrementAndGet();
        byAddress.computeIfPresent(Network.ofPeer(address), (unused, count) -> count == 1 ? null : count - 1);
    }

    int connections() {
        return all.get();
    }

    private boolean isExempt(InetAddress address) {
        return exempt.stream().anyMatch(network -> network.contains(address));
    }
}
