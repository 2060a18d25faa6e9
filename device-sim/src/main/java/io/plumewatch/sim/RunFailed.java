package io.plumewatch.sim;

/** The run or the check failed; the message is the one line that says why. Exit code 1. */
public final class RunFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunFailed(String message) {
        super(message);
    }

    public RunFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
