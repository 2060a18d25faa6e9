package io.plumewatch.gateway.projection;

/** One record of the projection cannot be read. Waiting does not help, and it concerns nobody else. */
public final class BrokenProjection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenProjection(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
