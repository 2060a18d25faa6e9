package io.plumewatch.sim.people;

import io.plumewatch.sim.RunFailed;
import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.api.ApiFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Pulls referrals by long poll, checks the signature of each over the bytes as served, and posts a receipt. The
 * position in the feed is kept in a file, so that a restart goes on where it stopped.
 */
public final class Police extends Person {

    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;

    private final Api api;
    private final Path cursorFile;
    private final Score score;
    private final Consumer<JsonNode> accepted;

    /**
     * Makes the system at police.
     *
     * @param accepted is told each referral that got its receipt
     */
    public Police(Api api, Path cursorFile, Score score, Consumer<JsonNode> accepted) {
        super("police", Duration.ofMillis(200));
        this.api = api;
        this.cursorFile = cursorFile;
        this.score = score;
        this.accepted = accepted;
    }

    @Override
    void act() {
        String after = URLEncoder.encode(cursor(), StandardCharsets.UTF_8);
        JsonNode page;
        try {
            page = api.get("/api/v1/police/referrals?limit=50&wait=20&after=" + after);
        } catch (ApiFailure e) {
            if (e.status() == BAD_REQUEST && !after.isEmpty()) {
                // The feed begins again after a restore; whatever comes twice has the same number.
                remember("");
            }
            throw e;
        }
        page.get("items").forEach(this::take);
        remember(page.get("next").asString());
    }

    private void take(JsonNode item) {
        if (!item.path("kind").asString("").equals("REFERRAL")) {
            score.withdrawn();
            return;
        }
        String referralNo = item.get("referralNo").asString();
        score.pulled();
        byte[] document = api.getBytes("/api/v1/police/referrals/" + referralNo + "/document");
        var keys = api.get("/.well-known/jwks.json");
        if (!new JwsCheck(keys).holds(item.get("signature").asString(), document)) {
            score.badSignature();
            System.err.println("police: the signature of " + referralNo + " does not hold");
            return;
        }
        if (receiptTaken(referralNo)) {
            score.receipted();
            accepted.accept(item);
        }
    }

    /** A referral withdrawn since takes no receipt any more: that must not hold up those behind it in the feed. */
    private boolean receiptTaken(String referralNo) {
        try {
            api.post(
                    "/api/v1/police/referrals/" + referralNo + "/receipts",
                    Map.of("receiptNo", "R-" + referralNo, "outcome", "ACCEPTED"));
            return true;
        } catch (ApiFailure e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
            System.err.println("police: " + e.getMessage());
            return false;
        }
    }

    private String cursor() {
        try {
            return Files.exists(cursorFile) ? Files.readString(cursorFile).trim() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String cursor) {
        try {
            Files.writeString(cursorFile, cursor + "\n");
        } catch (IOException e) {
            throw new RunFailed("cannot write " + cursorFile, e);
        }
    }
}
