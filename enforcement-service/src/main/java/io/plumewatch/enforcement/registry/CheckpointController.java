package io.plumewatch.enforcement.registry;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registers check-points and which sites lie up the road from them. */
@RestController
@RequestMapping("/api/v1/checkpoints")
class CheckpointController {

    private final Register register;
    private final Checkpoints checkpoints;
    private final KnownSites knownSites;

    CheckpointController(Register register, Checkpoints checkpoints, KnownSites knownSites) {
        this.register = register;
        this.checkpoints = checkpoints;
        this.knownSites = knownSites;
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Object> post(Caller caller, @RequestBody JsonNode body) {
        List<Checkpoint> wanted = Inputs.read(body, Inputs::checkpoint, "checkpointId", Checkpoint::checkpointId);
        List<Change<Checkpoint>> changes = register.write(() -> {
            knownSites.require(
                    body,
                    wanted,
                    checkpoint -> checkpoint.upstreamSites().stream()
                            .map(Checkpoint.UpstreamSite::siteId)
                            .toList(),
                    "upstreamSites");
            return store(caller, wanted);
        });
        return Registered.answer(body, changes.stream().map(Registered::of).toList());
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Page<Checkpoint> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Checkpoint> bare = register.page(caller.areas(), Shelf.CHECKPOINTS, Page.Request.of(after, limit));
        return new Page<>(
                checkpoints.find(
                        bare.items().stream().map(Checkpoint::checkpointId).toList()),
                bare.next());
    }

    @GetMapping("/{checkpointId}")
    @Allow(Role.ADMIN)
    Checkpoint one(Caller caller, @PathVariable String checkpointId) {
        return checkpoints.find(List.of(checkpointId)).stream()
                .filter(checkpoint -> caller.areas().cover(checkpoint.areaCode()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("no check-point " + checkpointId));
    }

    private List<Change<Checkpoint>> store(Caller caller, List<Checkpoint> wanted) {
        List<String> ids = wanted.stream().map(Checkpoint::checkpointId).toList();
        register.lock(Shelf.CHECKPOINTS, ids);
        List<Change<Checkpoint>> changes = register.store(caller, Shelf.CHECKPOINTS, checkpoints.byId(ids), wanted);
        checkpoints.replaceUpstream(wanted);
        return changes;
    }
}
