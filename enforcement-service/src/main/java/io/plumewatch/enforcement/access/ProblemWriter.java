package io.plumewatch.enforcement.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as RFC 9457 problems. */
@Component
class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    static ProblemDetail problem(Refusal refusal) {
        ProblemDetail problem =
                problem(refusal.status(), refusal.code(), Objects.requireNonNullElse(refusal.getMessage(), ""));
        refusal.details().forEach(problem::setProperty);
        return problem;
    }

    static ProblemDetail problem(int status, String code, String detail) {
        HttpStatus known = HttpStatus.valueOf(status);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(known, detail);
        problem.setTitle(known.getReasonPhrase());
        problem.setProperty("code", code);
        return problem;
    }

    /** Answers in a filter, where no controller can. */
    void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        if (refusal.status() == HttpStatus.UNAUTHORIZED.value()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"plumewatch\"");
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(json.writeValueAsBytes(problem(refusal)));
    }
}
