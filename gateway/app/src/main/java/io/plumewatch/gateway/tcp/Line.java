package io.plumewatch.gateway.tcp;

import io.plumewatch.wire.log.LogEntry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol does with the frames of one connection. Called on the connection's event loop only.
 *
 * @param <F> a frame
 * @param <K> what must be known before a frame can be judged
 */
public interface Line<F, K> {

    /** Returns how many bytes a frame holds while it is on its way to the log. */
    int bytes(F frame);

    /** Finds out what must be known of a frame, above all who is behind it. One frame at a time, in their order. */
    CompletableFuture<K> lookUp(F frame);

    /** Returns when to look up again after a failure; null when our own code failed, which gives the frame up. */
    @Nullable
    CompletableFuture<Void> again(Throwable failure);

    /** Judges a frame. */
    Verdict judge(F frame, K known, Instant receivedAt);

    /** Gives up on a frame on which our own code failed. */
    Verdict broken(F frame, Instant receivedAt);

    /** Returns whether somebody vouches for the sender of a frame that was judged; who has no such voucher sends slowly. */
    boolean vouched(F frame);

    /** The log has an entry that {@link #judge} made. */
    default void stored(LogEntry entry) {}

    /** The connection is gone and its last frame judged. May come more than once. */
    void ended();

    /** Who sent a frame, as far as its connection is concerned. */
    enum Sender {
        /** Somebody whom the connection speaks for, or a stranger beside such a one. */
        KNOWN,
        /** Somebody on a connection that speaks for nobody. */
        STRANGER,
        /** The same behind a platform, whose other devices may just not have spoken yet. */
        PASSED_ON,
        /** The last one whom the connection spoke for, until the registry let it do so no longer. */
        EXPELLED
    }

    /**
     * What is to be done with one frame: nothing, append it, answer it, or append and then answer it.
     *
     * @param entry what the log is to have
     * @param answer what the device gets, after the log has the entry if there is one
     * @param sender whom it came from: nobody keeps a connection for strangers
     */
    record Verdict(@Nullable LogEntry entry, byte @Nullable [] answer, Sender sender) {

        /** The frame is done with: refused and counted, or of no use. */
        public static final Verdict DONE = new Verdict(null, null);

        /** The verdict on a frame of somebody whom the connection speaks for. */
        public Verdict(@Nullable LogEntry entry, byte @Nullable [] answer) {
            this(entry, answer, Sender.KNOWN);
        }

        public Verdict from(Sender other) {
            return new Verdict(entry, answer, other);
        }
    }
}
