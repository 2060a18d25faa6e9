package io.plumewatch.enforcement.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The way into the pages and out of them. The password is a token, which the cookie stands for afterwards. */
@Controller
class LoginController {

    private final Tokens tokens;
    private final Sessions sessions;
    private final FailedLogins failures;

    LoginController(Tokens tokens, Sessions sessions, FailedLogins failures) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.failures = failures;
    }

    @GetMapping("/login")
    String form() {
        return "login";
    }

    @PostMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String password,
            @RequestHeader(name = "Sec-Fetch-Site", defaultValue = "same-origin") String origin,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (failures.tooMany(request.getRemoteAddr())) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(FailedLogins.WINDOW.toSeconds()));
            return refused(HttpStatus.TOO_MANY_REQUESTS, "login.limited", response, model);
        }
        Optional<Caller> caller = origin.equals("cross-site") ? Optional.empty() : tokens.bySecret(password.strip());
        if (caller.isEmpty()) {
            failures.count(request.getRemoteAddr());
            return refused(HttpStatus.UNAUTHORIZED, "login.failed", response, model);
        }
        String secret = sessions.start(caller.get());
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.of(secret, request.isSecure()).toString());
        return caller.get().has(Role.CREW) ? "redirect:/board" : "redirect:/";
    }

    @PostMapping("/logout")
    String logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::end);
        response.addHeader(
                HttpHeaders.SET_COOKIE, SessionCookie.gone(request.isSecure()).toString());
        return "redirect:/login";
    }

    @GetMapping("/")
    String home(Caller caller, Model model) {
        model.addAttribute("roles", caller.roles().stream().sorted().toList());
        model.addAttribute("crew", caller.has(Role.CREW));
        return "home";
    }

    private static String refused(HttpStatus status, String problem, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        model.addAttribute("problem", problem);
        return "login";
    }
}
