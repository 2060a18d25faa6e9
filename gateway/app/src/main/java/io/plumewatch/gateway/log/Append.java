package io.plumewatch.gateway.log;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way into a stream.
 *
 * @param sinceNanos when it was given to the log
 * @param stored told when the log has it, or will not
 */
record Append(String stream, Content content, long sinceNanos, CompletableFuture<Void> stored) {

    /** What goes into the stream. */
    sealed interface Content {

        /** Returns how many bytes wait for a flush with it. */
        int bytes();
    }

    /** An entry of its own. */
    record Fields(Map<String, byte[]> fields) implements Content {

        @Override
        public int bytes() {
            return fields.values().stream().mapToInt(value -> value.length).sum();
        }
    }

    /** A packed reading that shares an entry with others. */
    record Reading(byte[] packed) implements Content {

        @Override
        public int bytes() {
            return packed.length;
        }
    }

    int bytes() {
        return content.bytes();
    }

    void refuse(LogUnavailable reason) {
        stored.completeExceptionally(reason);
    }

    void settle(CompletableFuture<?> answer, @Nullable LogUnavailable problem) {
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            stored.complete(null);
        } else {
            refuse(problem == null ? new LogUnavailable("no answer") : problem);
        }
    }
}
