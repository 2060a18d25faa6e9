package io.plumewatch.enforcement.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Writes with an {@code Idempotency-Key} take effect once: a repeated request gets the first one's answer.
 *
 * <p>The key is taken, the work done and the answer kept in one transaction. So there is never an effect without its
 * answer, and of two requests at the same time the second waits for the first. A refusal has no effect and is not
 * kept: the same key may be used again when what was wrong has been put right.
 */
@Component
@Order(0) // after Spring Security, which says who calls
class IdempotencyFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final IdempotentAnswers answers;
    private final PlatformTransactionManager transactions;
    private final ProblemWriter problems;

    IdempotencyFilter(IdempotentAnswers answers, PlatformTransactionManager transactions, ProblemWriter problems) {
        this.answers = answers;
        this.transactions = transactions;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/")
                || CurrentCaller.get().isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            problems.write(
                    response, Refusal.badRequest("INVALID_INPUT", HEADER, "must be 1..255 printable ASCII characters"));
            return;
        }
        var repeatable = new RepeatableRequest(request);
        var held = new ContentCachingResponseWrapper(response);
        try {
            once(answers.claim(repeatable, key), repeatable, held, chain);
            held.copyBodyToResponse();
        } catch (TransactionException e) {
            logger.warn("answered 503: the transaction of a write with an Idempotency-Key could not end", e);
            held.reset();
            problems.write(
                    response, Refusal.of(503, "TRY_AGAIN", "not possible just now; repeat the same request", Map.of()));
        }
    }

    private void once(
            IdempotentAnswers.Claim claim,
            RepeatableRequest request,
            ContentCachingResponseWrapper response,
            FilterChain chain)
            throws ServletException, IOException {
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            if (answers.take(claim)) {
                chain.doFilter(request, response);
                keep(claim, response, transaction);
            } else {
                repeat(claim, response);
            }
        } catch (RuntimeException | ServletException | IOException e) {
            transactions.rollback(transaction);
            throw e;
        }
        transactions.commit(transaction);
    }

    private void keep(
            IdempotentAnswers.Claim claim, ContentCachingResponseWrapper response, TransactionStatus transaction) {
        if (HttpStatus.valueOf(response.getStatus()).is2xxSuccessful()) {
            answers.keep(
                    claim,
                    new IdempotentAnswers.Answer(
                            response.getStatus(), response.getContentType(), response.getContentAsByteArray()));
        } else {
            transaction.setRollbackOnly();
        }
    }

    private void repeat(IdempotentAnswers.Claim claim, HttpServletResponse response) throws IOException {
        Optional<IdempotentAnswers.Answer> answer;
        try {
            answer = answers.find(claim);
        } catch (Refusal refusal) {
            problems.write(response, refusal);
            return;
        }
        if (answer.isPresent()) {
            response.setStatus(answer.get().status());
            response.setContentType(answer.get().contentType());
            response.setHeader("Idempotency-Replayed", "true");
            response.getOutputStream().write(answer.get().body());
        } else {
            problems.write(
                    response,
                    Refusal.conflict("IDEMPOTENCY_KEY_IN_USE", "the first request has just ended; repeat this one"));
        }
    }
}
