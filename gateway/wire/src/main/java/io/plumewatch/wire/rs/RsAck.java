package io.plumewatch.wire.rs;

import org.jspecify.annotations.Nullable;

/** What a unit gets back on its {@code ack} topic once the log holds a message durably, or never will. */
public record RsAck(String id, Outcome outcome, @Nullable String reason) {

    /** The three ends of a message. */
    public enum Outcome {
        STORED,
        DUPLICATE,
        QUARANTINED
    }
}
