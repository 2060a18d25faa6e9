package io.plumewatch.enforcement.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The cookie of the pages: out of reach of scripts, and never sent along from another site. */
final class SessionCookie {

    private static final String NAME = "plumewatch_session";

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(NAME))
                .map(Cookie::getValue)
                .findFirst();
    }

    static ResponseCookie of(String secret, boolean overTls) {
        return cookie(secret, overTls, Sessions.LIFETIME);
    }

    /** Makes the browser forget it. */
    static ResponseCookie gone(boolean overTls) {
        return cookie("", overTls, Duration.ZERO);
    }

    private static ResponseCookie cookie(String value, boolean overTls, Duration age) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(overTls)
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }
}
