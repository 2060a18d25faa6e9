package io.plumewatch.enforcement.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows: who is logged in, and the CSRF token for writes. */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

    @ModelAttribute("csrf")
    @Nullable
    Object csrf(HttpServletRequest request) {
        return request.getAttribute(CredentialsFilter.CSRF_ATTRIBUTE);
    }

    @ModelAttribute("person")
    @Nullable
    String person() {
        return CurrentCaller.get().map(Caller::person).orElse(null);
    }
}
