package io.plumewatch.gateway.quarantine;

/** The quarantine cannot be read at the moment. */
public final class QuarantineUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuarantineUnavailable(Throwable cause) {
        super("the quarantine cannot be read", cause, false, false);
    }
}
