package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers monitoring sites. What was measured at a site stands or falls with it, wherever its units are by now. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteController {

    private final Register register;
    private final ApplicationEventPublisher events;

    SiteController(Register register, ApplicationEventPublisher events) {
        this.register = register;
        this.events = events;
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Object> post(Caller caller, @RequestBody JsonNode body) {
        List<Site> sites = Inputs.read(body, Inputs::site, "siteId", Site::siteId);
        List<Change<Site>> changes = register.write(() -> {
            List<Change<Site>> stored = register.upsert(caller, Shelf.SITES, sites);
            publish(stored);
            return stored;
        });
        return Registered.answer(body, changes.stream().map(Registered::of).toList());
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Page<Site> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return register.page(caller.areas(), Shelf.SITES, Page.Request.of(after, limit));
    }

    @GetMapping("/{siteId}")
    @Allow(Role.ADMIN)
    Site one(Caller caller, @PathVariable String siteId) {
        return register.find(caller, Shelf.SITES, siteId).orElseThrow(() -> Refusal.notFound("no site " + siteId));
    }

    private void publish(List<Change<Site>> changes) {
        Set<String> changed = changes.stream()
                .filter(Bearing::site)
                .map(change -> change.now().siteId())
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            events.publishEvent(new SitesChanged(changed));
        }
    }
}
