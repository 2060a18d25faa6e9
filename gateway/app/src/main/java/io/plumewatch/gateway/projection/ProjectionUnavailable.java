package io.plumewatch.gateway.projection;

/** The projection is missing or cannot be read: nobody may be judged by it at the moment. */
public final class ProjectionUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProjectionUnavailable(String message) {
        super(message, null, false, false);
    }

    ProjectionUnavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
