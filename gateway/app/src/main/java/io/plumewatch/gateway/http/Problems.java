package io.plumewatch.gateway.http;

import io.plumewatch.gateway.quarantine.QuarantineUnavailable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns refusals into answers after RFC 9457. */
@RestControllerAdvice
class Problems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem problem) {
        var headers = new HttpHeaders();
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return ResponseEntity.status(problem.status()).headers(headers).body(body(problem));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreachable(QuarantineUnavailable e) {
        return refused(Problem.later(
                "QUARANTINE_UNAVAILABLE", "the quarantine cannot be read at the moment; repeat the request later"));
    }

    static ProblemDetail body(Problem problem) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail());
        body.setProperty("code", problem.code());
        return body;
    }
}
