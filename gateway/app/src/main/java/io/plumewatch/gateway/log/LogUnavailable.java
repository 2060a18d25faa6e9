package io.plumewatch.gateway.log;

/** The log did not confirm an entry. Nothing may be acknowledged; try again when the log is writable. */
public final class LogUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message) {
        super(message, null, false, false);
    }

    LogUnavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
