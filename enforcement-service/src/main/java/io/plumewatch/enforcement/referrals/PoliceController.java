package io.plumewatch.enforcement.referrals;

import io.plumewatch.enforcement.access.Allow;
import io.plumewatch.enforcement.access.Audit;
import io.plumewatch.enforcement.access.Caller;
import io.plumewatch.enforcement.access.Fields;
import io.plumewatch.enforcement.access.Refusal;
import io.plumewatch.enforcement.access.Role;
import io.plumewatch.enforcement.evidence.BlobStore;
import io.plumewatch.enforcement.feeds.Feeds;
import io.plumewatch.enforcement.referrals.ReferralState.ReceiptOutcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What police pull, and where they answer. */
@RestController
@RequestMapping("/api/v1/police/referrals")
class PoliceController {

    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final Referrals referrals;
    private final IssuerGuard guard;
    private final Receipts receipts;
    private final EvidencePackage evidence;
    private final BlobStore blobs;
    private final Feeds feeds;
    private final Audit audit;
    private final JsonMapper json;

    PoliceController(
            Referrals referrals,
            IssuerGuard guard,
            Receipts receipts,
            EvidencePackage evidence,
            BlobStore blobs,
            Feeds feeds,
            Audit audit,
            JsonMapper json) {
        this.referrals = referrals;
        this.guard = guard;
        this.receipts = receipts;
        this.evidence = evidence;
        this.blobs = blobs;
        this.feeds = feeds;
        this.audit = audit;
        this.json = json;
    }

    @GetMapping
    @Allow(Role.POLICE)
    FeedPage feed(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int wait) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw Refusal.badRequest("INVALID_INPUT", "limit", "must be 1.." + MOST_ITEMS);
        }
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw Refusal.badRequest("INVALID_INPUT", "wait", "must be 0.." + LONGEST_WAIT_SECONDS + " seconds");
        }
        Feeds.Page page = feeds.read(ReferralIssuer.FEED, caller.areas(), null, after, limit, Duration.ofSeconds(wait));
        if (!page.items().isEmpty()) {
            guard.beforeShowing(page.next());
            audit.record(caller, "REFERRALS_PULLED", page.items().size() + " items up to " + page.next());
        }
        return new FeedPage(
                page.items().stream().map(item -> json.readTree(item.json())).toList(), page.next());
    }

    @GetMapping("/{referralNo}/document")
    @Allow(Role.POLICE)
    ResponseEntity<byte[]> document(Caller caller, @PathVariable String referralNo) {
        Referral referral = referrals.seenBy(caller, referralNo);
        audit.record(caller, "REFERRAL_READ", referralNo);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Plumewatch-Signature", referral.signature())
                .body(referral.document());
    }

    @PostMapping("/{referralNo}/receipts")
    @Allow(Role.POLICE)
    ResponseEntity<Answer> receipt(Caller caller, @PathVariable String referralNo, @RequestBody JsonNode body) {
        Receipts.Taken taken = receipts.take(caller, referralNo, Fields.of(body));
        return ResponseEntity.status(taken.first() ? 201 : 200)
                .body(new Answer(referralNo, taken.receiptNo(), taken.outcome(), taken.state()));
    }

    @GetMapping("/{referralNo}/evidence.zip")
    @Allow({Role.POLICE, Role.OFFICER})
    ResponseEntity<byte[]> evidence(Caller caller, @PathVariable String referralNo) {
        Referral referral = referrals.seenBy(caller, referralNo);
        audit.record(caller, "EVIDENCE_READ", referralNo);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"" + referralNo + ".zip\"")
                .body(evidence.zip(referral));
    }

    @GetMapping("/{referralNo}/photos/{sha256}")
    @Allow({Role.POLICE, Role.OFFICER})
    ResponseEntity<byte[]> photo(Caller caller, @PathVariable String referralNo, @PathVariable String sha256) {
        Referral referral = referrals.seenBy(caller, referralNo);
        boolean named = false;
        for (JsonNode item : json.readTree(referral.document()).path("evidence")) {
            named |= sha256.equals(item.path("sha256").stringValue());
        }
        if (!named) {
            throw Refusal.notFound("the referral names no photo " + sha256);
        }
        audit.record(caller, "PHOTO_READ", referralNo);
        return blobs.read(sha256)
                .map(bytes ->
                        ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(bytes))
                .orElseThrow(() -> Refusal.notFound("the photo is not stored"));
    }

    /** Items exactly as they were signed, and the position after the last. */
    record FeedPage(List<JsonNode> items, String next) {}

    /** What became of a receipt. */
    record Answer(String referralNo, String receiptNo, ReceiptOutcome outcome, ReferralState state) {}
}
