package io.plumewatch.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plumewatch.gateway.intake.Hashes;
import io.plumewatch.gateway.projection.Devices;
import io.plumewatch.gateway.projection.ProjectionUnavailable;
import io.plumewatch.wire.projection.ProjectedDevice;
import io.plumewatch.wire.projection.ProjectedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may call what. Closed by default: only the health is open.
 *
 * <p>Devices come with their secret, people with a token of the service; both are known only as SHA-256, from the
 * projection. Runs before anything of a body is read.
 */
@Component
class AccessFilter extends OncePerRequestFilter {

    /** Request attribute: the device behind the request. */
    static final String DEVICE = "io.plumewatch.gateway.http.device";

    /** Request attribute: the person behind the request. */
    static final String PERSON = "io.plumewatch.gateway.http.person";

    /** What sees plates and takes pictures. The secret of a sensor in a vehicle or at a street proves nothing of either. */
    private static final Set<String> SEEING_KINDS = Set.of("GATE", "CAMERA", "RS_FIXED", "RS_MOBILE", "SMOKE_CAMERA");

    private static final String BEARER = "bearer ";
    private static final Set<String> TOKEN_NAMES =
            Set.of("token", "access_token", "accesstoken", "secret", "bearer", "authorization", "api_key", "apikey");

    private final Devices devices;
    private final DeviceLimits limits;
    private final JsonMapper json;

    AccessFilter(Devices devices, DeviceLimits limits, JsonMapper json) {
        this.devices = devices;
        this.limits = limits;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            admit(request);
            if (request.getAttribute(DEVICE) instanceof ProjectedDevice device) {
                limits.enter(device.deviceNo());
            }
        } catch (Problem problem) {
            answer(response, problem);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(DEVICE) instanceof ProjectedDevice device) {
                limits.leave(device.deviceNo());
            }
        }
    }

    private void admit(HttpServletRequest request) {
        refuseTokenInQuery(request.getQueryString());
        String path = request.getServletPath();
        if (path.equals("/actuator/health") || path.startsWith("/actuator/health/")) {
            return;
        }
        String hash = tokenHash(request);
        if (path.equals("/api/v1/sightings") || path.startsWith("/api/v1/photos/")) {
            request.setAttribute(DEVICE, device(hash));
        } else {
            Person person = new Person(person(hash));
            boolean mayEnter = person.has(Person.ADMIN)
                    || (person.has(Person.OFFICER) && !path.startsWith("/actuator"))
                    || (person.has(Person.CREW) && path.equals("/api/v1/instruments"));
            if (!mayEnter) {
                throw Problem.of(HttpStatus.FORBIDDEN, "WRONG_ROLE", "the role of this token does not allow this");
            }
            request.setAttribute(PERSON, person);
        }
    }

    private static void refuseTokenInQuery(@org.jspecify.annotations.Nullable String query) {
        if (query != null
                && Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2)[0].toLowerCase(Locale.ROOT))
                        .anyMatch(TOKEN_NAMES::contains)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "TOKEN_IN_QUERY",
                    "a token in a URL ends up in logs; send it as 'Authorization: Bearer …' and have this one revoked");
        }
    }

    private static String tokenHash(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw unauthorized("send 'Authorization: Bearer' and a token");
        }
        return Hashes.sha256(header.substring(BEARER.length()).strip().getBytes(UTF_8));
    }

    private ProjectedDevice device(String hash) {
        ProjectedDevice device =
                known(devices.bySecret(hash)).orElseThrow(() -> unauthorized("no device has this secret"));
        if (!device.active()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "DEVICE_SUSPENDED", "this device is suspended");
        }
        if (!SEEING_KINDS.contains(device.kind())) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "WRONG_DEVICE_KIND",
                    "only gates, cameras and remote-sensing units may send this");
        }
        return device;
    }

    private ProjectedToken person(String hash) {
        return known(devices.token(hash)).orElseThrow(() -> unauthorized("nobody has this token"));
    }

    static <T> T known(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProjectionUnavailable) {
                throw Problem.later("PROJECTION_MISSING", "credentials cannot be checked at the moment; repeat later");
            }
            throw e;
        }
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", detail);
    }

    private void answer(HttpServletResponse response, Problem problem) throws IOException {
        ProblemDetail body = Problems.body(problem);
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        Integer retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
