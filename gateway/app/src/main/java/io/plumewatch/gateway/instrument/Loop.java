package io.plumewatch.gateway.instrument;

import java.time.Duration;

/** The one thread that everything of a line happens on, and its clock. Nothing that runs here may block. */
interface Loop {

    /** Returns a time that only ever grows, for intervals. */
    long nanos();

    /** Runs something on the loop's thread, soon. May be called from any thread. */
    void execute(Runnable task);

    /** Runs something on the loop's thread after a while, unless it is cancelled before. */
    Timer after(Duration delay, Runnable task);

    /** Something that will run. */
    interface Timer {
        void cancel();
    }
}
