package io.plumewatch.gateway.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The numbers that tell from outside what came in and what became of it. */
public final class Counters {

    /** Told from the start, for a counter that begins with its first event hides that from whoever asks for increases. */
    private static final List<String> REFUSED_BY = List.of("ADDRESS", "TOTAL");

    private static final List<String> OUTCOMES =
            List.of("answered", "refused", "bad", "silent", "unreachable", "not_registered", "internal_error");

    private final MeterRegistry registry;
    private final Map<Protocol, Counter> frames = new EnumMap<>(Protocol.class);

    public Counters(MeterRegistry registry) {
        this.registry = registry;
        for (Protocol protocol : Protocol.values()) {
            frames.put(protocol, registry.counter("plumewatch.frames.received", "protocol", protocol.label()));
        }
        fellOff();
        for (Protocol protocol : List.of(Protocol.OBD, Protocol.HJ212)) {
            REFUSED_BY.forEach(limit -> connectionsRefused(protocol, limit));
        }
    }

    /** Counts one whole frame, message or item, before any judgement. */
    public void received(Protocol protocol) {
        Objects.requireNonNull(frames.get(protocol)).increment();
    }

    /** Counts one refusal. */
    public void refused(Protocol protocol, Reason reason) {
        registry.counter("plumewatch.quarantined", "protocol", protocol.label(), "reason", reason.name())
                .increment();
    }

    /** Counts refused input whose bytes are not, or no longer, kept. */
    public void fellOff(long entries) {
        fellOff().increment(entries);
    }

    /** Counts something that a protocol did on its own, for example closing a connection. */
    public void event(Protocol protocol, String event) {
        registry.counter("plumewatch.events", "protocol", protocol.label(), "event", event)
                .increment();
    }

    /** Counts one connection that was closed at once, by the limit that it would have exceeded. */
    public void refusedConnection(Protocol protocol, String reason) {
        connectionsRefused(protocol, reason).increment();
    }

    /** Shows how many connections a port has. */
    public void connections(Protocol protocol, boolean tls, Supplier<Number> now) {
        Gauge.builder("plumewatch.connections", now)
                .tag("protocol", protocol.label())
                .tag("tls", Boolean.toString(tls))
                .strongReference(true)
                .register(registry);
    }

    /** Counts one way in which an HJ 212 frame that was taken differed from the standard. */
    public void deviation(String kind) {
        registry.counter("plumewatch.hj212.deviations", "kind", kind).increment();
    }

    /** Counts one poll on a line, by what came of it. */
    public void poll(String line, String outcome) {
        polls(line, outcome).increment();
    }

    /** Tells of a line whose polling begins. */
    public void line(String line) {
        OUTCOMES.forEach(outcome -> polls(line, outcome));
    }

    private Counter polls(String line, String outcome) {
        return registry.counter("plumewatch.polls", "line", line, "outcome", outcome);
    }

    private Counter connectionsRefused(Protocol protocol, String reason) {
        return registry.counter("plumewatch.connections.refused", "protocol", protocol.label(), "reason", reason);
    }

    private Counter fellOff() {
        return registry.counter("plumewatch.quarantine.fell.off");
    }
}
