package io.plumewatch.wire.rs;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A unit says, or its last will says for it, that it is online or offline. */
public record RsStatus(
        State state, OffsetDateTime at, @Nullable String firmware, RsPass.@Nullable Position position) {

    /** Whether the unit is there. */
    public enum State {
        ONLINE,
        OFFLINE
    }
}
