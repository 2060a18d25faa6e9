package io.plumewatch.enforcement.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds every handler to its {@link Allow}; below {@code /api/} a handler without one is refused. */
final class AllowInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Allow allow = method.getMethodAnnotation(Allow.class);
            if (allow != null || request.getRequestURI().startsWith("/api/")) {
                check(allow);
            }
        }
        return true;
    }

    private static void check(@Nullable Allow allow) {
        Caller caller = CurrentCaller.get().orElseThrow(Refusal::unauthenticated);
        if (allow == null) {
            throw Refusal.forbidden("ROLE_REQUIRED", "nobody may call this");
        }
        if (Arrays.stream(allow.value()).noneMatch(caller::has)) {
            throw Refusal.forbidden(
                    "ROLE_REQUIRED", "needs a token with one of the roles " + Arrays.toString(allow.value()));
        }
    }
}
