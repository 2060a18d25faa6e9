package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The crews' page. Everything on it comes over the API; the page itself brings only who is looking. */
@Controller
class BoardController {

    @GetMapping("/board")
    @Allow(Role.CREW)
    String board(
            Caller caller,
            @RequestAttribute(name = "plumewatch.csrf", required = false) @Nullable String csrf,
            Model model) {
        model.addAttribute("person", caller.person());
        model.addAttribute("csrf", csrf);
        return "board";
    }
}
