package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The crews' page. Everything on it comes over the API; the page itself only says who is looking. */
@Controller
class BoardController {

    @GetMapping("/board")
    @Allow(Role.CREW)
    String board() {
        return "board";
    }
}
