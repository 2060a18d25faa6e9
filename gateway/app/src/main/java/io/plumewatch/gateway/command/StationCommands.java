package io.plumewatch.gateway.command;

import java.util.Optional;

/** Asks stations something on behalf of operators. */
public interface StationCommands {

    /**
     * Queues an order for a station that is connected.
     *
     * @param person who asks, for the record
     * @throws OrderRefused when it cannot be asked
     */
    Ticket ask(String deviceNo, Order order, String person);

    /** Returns how far an order has come; empty when there is none, or no longer, with this id for this station. */
    Optional<Ticket> ticket(String deviceNo, String id);
}
