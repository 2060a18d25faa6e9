package io.plumewatch.sim;

/** The user typed something that cannot be carried out; the message says what would be right. Exit code 2. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
