package io.plumewatch.sim.server;

import java.io.IOException;

/** One process of the city: how it is started, asked, and ended. */
public interface Server {

    /** Returns the name in logs, in messages and for killing it. */
    String name();

    /** Starts the process on its data and returns it; it need not answer yet. */
    ProcessHandle launch() throws IOException;

    /** Returns whether it serves now. Never blocks longer than two seconds. */
    boolean answers();

    /** Asks the process to end in order; the supervisor ends it by force when it does not. */
    void requestStop(ProcessHandle process);
}
