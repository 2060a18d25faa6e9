package io.plumewatch.gateway.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal over HTTP that says what to do next; becomes an answer after RFC 9457.
 *
 * <p>{@code code} is for machines, the message for people.
 */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final @Nullable Integer retryAfterSeconds;

    private Problem(HttpStatus status, String code, String detail, @Nullable Integer retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    /** Nothing was promised; the same request may be repeated after some seconds. */
    static Problem later(String code, String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, 2);
    }

    /** Nothing was taken; the same request may be repeated after the given time. */
    static Problem tooMany(String detail, int seconds) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", detail, seconds);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable
    Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
