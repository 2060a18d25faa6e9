package io.plumewatch.sim.api;

/** The other side answered, but not with success. */
public final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    ApiFailure(String call, int status, String body) {
        super(call + " answered " + status + ": " + shortened(body));
        this.status = status;
        this.body = body;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the whole answer, usually {@code application/problem+json}. */
    public String body() {
        return body;
    }

    private static String shortened(String body) {
        return body.length() <= 500 ? body : body.substring(0, 500) + "…";
    }
}
