package io.plumewatch.gateway.tcp;

import io.plumewatch.wire.log.LogEntry;
import io.plumewatch.wire.projection.ProjectedDevice;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a protocol does with the frames of one connection. Called on the connection's event loop only. */
public interface Line<F> {

    /** Returns how many bytes a frame holds while it is on its way to the log. */
    int bytes(F frame);

    /** Asks the registry who is behind a frame. */
    CompletableFuture<Optional<ProjectedDevice>> lookUp(F frame);

    /** Judges a frame, once the registry has answered. */
    Verdict judge(F frame, Optional<ProjectedDevice> device, Instant receivedAt);

    /** Gives up on a frame on which our own code failed. */
    void broken(F frame, Instant receivedAt);

    /** The log has an entry that {@link #judge} made. */
    void stored(LogEntry entry);

    /** The connection is gone and its last frame judged. May come more than once. */
    void ended();

    /**
     * What is to be done with one frame: nothing, append it, answer it, or append and then answer it.
     *
     * @param entry what the log is to have
     * @param answer what the device gets, after the log has the entry if there is one
     */
    record Verdict(@Nullable LogEntry entry, byte @Nullable [] answer) {

        /** The frame is done with: refused and counted, or of no use. */
        public static final Verdict DONE = new Verdict(null, null);
    }
}
