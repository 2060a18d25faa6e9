package io.plumewatch.enforcement.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns whatever a handler throws into a problem with a {@code code}, and wrong fields into {@code errors}. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        var answer = ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (refusal.status() == HttpStatus.UNAUTHORIZED.value()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"plumewatch\"");
        }
        if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer.body(ProblemWriter.problem(refusal));
    }

    /** The database is away, or two writers stood in each other's way: the same request may succeed in a moment. */
    @ExceptionHandler({
        ConcurrencyFailureException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessResourceException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<ProblemDetail> busy(Exception e) {
        LOG.warn("answered 503", e);
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(ProblemWriter.problem(503, "TRY_AGAIN", "not possible just now; repeat the same request"));
    }

    /** A form that is broken, or whose sender has gone: nobody's mistake here. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        return refused(Refusal.of(400, "INVALID_INPUT", "the form cannot be read", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception e) {
        LOG.error("answered 500", e);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemWriter.problem(500, "INTERNAL", "our own mistake; it is in the service's log"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof Refusal refused) {
            return handleExceptionInternal(
                    e, ProblemWriter.problem(refused), headers, HttpStatusCode.valueOf(refused.status()), request);
        }
        Refusal refusal = e.getCause() instanceof JacksonException wrong
                ? Refusal.badRequest("INVALID_JSON", JsonPath.of(wrong), wrong.getOriginalMessage())
                : Refusal.badRequest("INVALID_BODY", "", "needs a JSON body");
        return handleExceptionInternal(e, ProblemWriter.problem(refusal), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Refusal.FieldError> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new Refusal.FieldError(
                        error.getField(), Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid")))
                .toList();
        return handleExceptionInternal(e, ProblemWriter.problem(Refusal.badRequest(errors)), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Refusal refusal = Refusal.badRequest("INVALID_INPUT", e.getParameterName(), "is required");
        return handleExceptionInternal(e, ProblemWriter.problem(refusal), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Objects.requireNonNullElse(e.getPropertyName(), "");
        Refusal refusal = Refusal.badRequest("INVALID_INPUT", field, "must be " + expected(e.getRequiredType()));
        return handleExceptionInternal(e, ProblemWriter.problem(refusal), headers, status, request);
    }

    /** Everything that Spring refuses by itself gets a code from its status too. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            Map<String, Object> properties = problem.getProperties();
            if (properties == null || !properties.containsKey("code")) {
                problem.setProperty("code", code(status));
            }
        }
        return answer;
    }

    private static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "HTTP_" + status.value() : known.name();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        return type.isEnum()
                ? "one of " + List.of(type.getEnumConstants())
                : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
