package io.plumewatch.gateway.hj212;

import io.plumewatch.gateway.command.Ticket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How far the orders of operators have come. In memory and bounded: the oldest is forgotten for one more. */
final class Tickets {

    private final Map<String, Ticket> byId;

    Tickets(int most) {
        byId = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Ticket> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Ticket open(String id, String deviceNo, String command, Instant now) {
        Ticket ticket = ticket(id, deviceNo, command, now, now, Outcome.QUEUED);
        byId.put(id, ticket);
        return ticket;
    }

    synchronized void note(String id, Outcome outcome, Instant now) {
        byId.computeIfPresent(
                id, (same, was) -> ticket(id, was.deviceNo(), was.command(), was.askedAt(), now, outcome));
    }

    synchronized void forget(String id) {
        byId.remove(id);
    }

    synchronized Optional<Ticket> find(String deviceNo, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(ticket -> ticket.deviceNo().equals(deviceNo));
    }

    private static Ticket ticket(
            String id, String deviceNo, String command, Instant askedAt, Instant changedAt, Outcome outcome) {
        return new Ticket(
                id,
                deviceNo,
                command,
                askedAt,
                changedAt,
                outcome.state().name(),
                outcome.qnRtn(),
                outcome.exeRtn(),
                outcome.meaning(),
                outcome.packets(),
                outcome.values());
    }
}
