package io.plumewatch.enforcement.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls: by bearer token, else by session cookie, which on writes needs the page's CSRF token too.
 * Credentials in a query string end up in logs and histories, so they are refused whoever sends them.
 */
final class CredentialsFilter extends OncePerRequestFilter {

    /** Name of the header and of the form field that carry the CSRF token. */
    static final String CSRF_HEADER = "X-CSRF-Token";

    static final String CSRF_FIELD = "_csrf";

    /** Request attribute with the CSRF token of the session, for pages. */
    static final String CSRF_ATTRIBUTE = "plumewatch.csrf";

    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> SECRET_PARAMETERS = Set.of(
            "token",
            "access_token",
            "accesstoken",
            "authorization",
            "bearer",
            "api_key",
            "apikey",
            "password",
            "secret",
            "auth",
            "auth_token",
            "session");

    private final Tokens tokens;
    private final Sessions sessions;
    private final ProblemWriter problems;

    CredentialsFilter(Tokens tokens, Sessions sessions, ProblemWriter problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Refusal> refusal = identifyOrAskToRepeat(request);
        if (refusal.isPresent()) {
            problems.write(response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Refusal> identifyOrAskToRepeat(HttpServletRequest request) {
        try {
            return identify(request);
        } catch (DataAccessException e) {
            logger.warn("cannot look up credentials", e);
            return Optional.of(Refusal.of(
                    503, "TRY_AGAIN", "credentials cannot be checked just now; repeat the same request", Map.of()));
        }
    }

    private Optional<Refusal> identify(HttpServletRequest request) {
        if (hasSecretParameter(request.getQueryString())) {
            return Optional.of(Refusal.badRequest(
                    "CREDENTIALS_IN_URL",
                    "query",
                    "a token in a query string is not accepted and should be revoked;"
                            + " send it as 'Authorization: Bearer ...'"));
        }
        String authorization = request.getHeader("Authorization");
        return authorization == null ? bySession(request) : byBearer(authorization);
    }

    private Optional<Refusal> byBearer(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(Refusal.unauthenticated());
        }
        Optional<Caller> caller =
                tokens.bySecret(authorization.substring(BEARER.length()).strip());
        caller.ifPresent(CurrentCaller::set);
        return caller.isPresent() ? Optional.empty() : Optional.of(Refusal.unauthenticated());
    }

    /** A cookie that is not known any more leaves the caller anonymous: pages send such a caller to the login. */
    private Optional<Refusal> bySession(HttpServletRequest request) {
        Optional<String> secret = SessionCookie.read(request);
        Optional<Caller> caller = secret.flatMap(sessions::find);
        if (secret.isEmpty() || caller.isEmpty()) {
            return Optional.empty();
        }
        if (!SAFE.contains(request.getMethod()) && !hasCsrfToken(request, secret.get())) {
            return Optional.of(Refusal.forbidden(
                    "CSRF_TOKEN_REQUIRED",
                    "a write with a session cookie needs the page's token in " + CSRF_HEADER + "; reload the page"));
        }
        request.setAttribute(CSRF_ATTRIBUTE, Sessions.csrfToken(secret.get()));
        CurrentCaller.set(caller.get());
        return Optional.empty();
    }

    private static boolean hasCsrfToken(HttpServletRequest request, String sessionSecret) {
        String header = request.getHeader(CSRF_HEADER);
        String candidate = header != null ? header : request.getParameter(CSRF_FIELD);
        return candidate != null && Sessions.isCsrfToken(candidate, sessionSecret);
    }

    private static boolean hasSecretParameter(@Nullable String query) {
        return query != null
                && Arrays.stream(query.split("[&;]"))
                        .map(parameter -> parameter.split("=", 2)[0])
                        .map(CredentialsFilter::decoded)
                        .anyMatch(SECRET_PARAMETERS::contains);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
