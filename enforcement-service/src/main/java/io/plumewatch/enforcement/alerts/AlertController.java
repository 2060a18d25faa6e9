package io.plumewatch.enforcement.alerts;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.evidence.BlobStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** What crews see and answer. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertController {

    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final AlertFeed feed;
    private final AlertStreams streams;
    private final CheckpointBoards boards;
    private final CrewWork crew;
    private final BlobStore blobs;
    private final Delay delay;
    private final Audit audit;

    AlertController(
            AlertFeed feed,
            AlertStreams streams,
            CheckpointBoards boards,
            CrewWork crew,
            BlobStore blobs,
            Delay delay,
            Audit audit) {
        this.feed = feed;
        this.streams = streams;
        this.boards = boards;
        this.crew = crew;
        this.blobs = blobs;
        this.delay = delay;
        this.audit = audit;
    }

    @GetMapping
    @Allow(Role.CREW)
    AlertFeed.Page list(
            Caller caller,
            @RequestParam(name = "checkpoint", defaultValue = "") String checkpointOrEmpty,
            @RequestParam(required = false) Alert.@Nullable State state,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int wait) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw Refusal.badRequest("INVALID_INPUT", "limit", "must be 1.." + MOST_ITEMS);
        }
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw Refusal.badRequest("INVALID_INPUT", "wait", "must be 0.." + LONGEST_WAIT_SECONDS + " seconds");
        }
        String checkpoint = checkpointOrEmpty.isEmpty() ? null : checkpointOrEmpty;
        if (checkpoint != null) {
            boards.check(caller, checkpoint);
        }
        audit.record(caller, "ALERTS_READ", checkpoint == null ? "*" : checkpoint);
        return feed.read(caller, checkpoint, state, after, new AlertFeed.Window(limit, Duration.ofSeconds(wait)));
    }

    /** Events with the feed's positions as ids; a client that comes back goes on after its {@code Last-Event-ID}. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allow(Role.CREW)
    ResponseEntity<SseEmitter> stream(
            Caller caller,
            @RequestParam String checkpoint,
            @RequestParam(defaultValue = "") String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        boards.check(caller, checkpoint);
        audit.record(caller, "ALERTS_STREAMED", checkpoint);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(streams.open(checkpoint, lastEventId == null ? after : lastEventId));
    }

    @GetMapping("/boards")
    @Allow(Role.CREW)
    List<CheckpointBoards.Board> boards(Caller caller) {
        return boards.of(caller);
    }

    @GetMapping("/delay")
    @Allow(Role.CREW)
    Delay.State delay() {
        return delay.now();
    }

    @PostMapping("/{id}/acknowledge")
    @Allow(Role.CREW)
    JsonNode acknowledge(Caller caller, @PathVariable String id) {
        return crew.acknowledge(caller, id).json();
    }

    @PostMapping("/{id}/outcome")
    @Allow(Role.CREW)
    JsonNode outcome(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        return crew.outcome(caller, id, Fields.of(body)).json();
    }

    @GetMapping("/{id}/photo")
    @Allow(Role.CREW)
    ResponseEntity<byte[]> photo(Caller caller, @PathVariable String id) {
        String sha256 = crew.find(caller, id).photoSha256();
        audit.record(caller, "PHOTO_READ", "alert " + id);
        if (sha256 == null) {
            throw Refusal.notFound("the alert has no photo");
        }
        return blobs.read(sha256)
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                        .body(bytes))
                .orElseThrow(() -> Refusal.notFound("the photo has not arrived yet"));
    }
}
