package io.plumewatch.sim;

import java.util.List;

/** One command of the program. */
public interface Command {

    /** Returns what the user types. */
    String name();

    /** Returns one line for the list of commands. */
    String summary();

    /** Returns the whole help text, with an example. */
    String help();

    /**
     * Runs the command to its end.
     *
     * @return 0 done, 1 the check or run failed (and one line said why)
     * @throws UsageException for an argument that makes no sense
     */
    int run(List<String> arguments);
}
