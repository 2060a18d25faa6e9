package io.plumewatch.gateway.instrument;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The one connection of a line. It is opened by the first question, carries one question at a time, and is closed on
 * anything but a whole answer, because the answer to a question that was given up would be taken for that to the next.
 *
 * <p>All calls come from the line's loop, and all answers arrive there.
 */
interface Wire {

    /** Asks, and gives the reply exactly once. Only after it the next question may be asked. */
    void ask(Question question, Duration timeout, Consumer<Reply> then);

    /** Closes the connection because of what an answer said; the next question opens a new one. */
    void hangUp();

    /** Ends for good; an outstanding question gets no reply. */
    void close();
}
