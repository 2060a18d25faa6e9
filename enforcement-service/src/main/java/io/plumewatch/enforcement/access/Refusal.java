package io.plumewatch.enforcement.access;

import java.util.List;
import java.util.Map;

/**
 * A request that is refused, with what the caller needs to go on; becomes an RFC 9457 problem.
 *
 * <p>{@code code} goes out as the property {@code code}; {@code details} become further properties.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> details;

    private Refusal(int status, String code, String message, Map<String, Object> details) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** 401: no credentials, or wrong ones. */
    public static Refusal unauthenticated() {
        return new Refusal(
                401, "UNAUTHENTICATED", "send a valid token as 'Authorization: Bearer ...', or log in", Map.of());
    }

    /** 403: known, but not allowed. */
    public static Refusal forbidden(String code, String message) {
        return new Refusal(403, code, message, Map.of());
    }

    /** 404: there is no such thing, or it is not the caller's to see. */
    public static Refusal notFound(String what) {
        return new Refusal(404, "NOT_FOUND", what, Map.of());
    }

    /** 409: the state does not allow it. */
    public static Refusal conflict(String code, String message) {
        return new Refusal(409, code, message, Map.of());
    }

    /** 409 that lists the moves that the state does allow. */
    public static Refusal conflict(String code, String message, List<String> legalMoves) {
        return new Refusal(409, code, message, Map.of("legalMoves", legalMoves));
    }

    /** 400 naming the field. */
    public static Refusal badRequest(String code, String field, String message) {
        return new Refusal(400, code, message, Map.of("errors", List.of(Map.of("field", field, "message", message))));
    }

    /** 400 with every field that is wrong. */
    public static Refusal badRequest(List<FieldError> errors) {
        return new Refusal(400, "INVALID_INPUT", "the request is not valid", Map.of("errors", errors));
    }

    /** Any other status, with properties of its own. */
    public static Refusal of(int status, String code, String message, Map<String, Object> details) {
        return new Refusal(status, code, message, Map.copyOf(details));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** One wrong field. */
    public record FieldError(String field, String message) {}
}
