package io.plumewatch.sim.people;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.api.ApiFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Confirms the cases that wait for a review, once each, and again when new findings voided the review. */
public final class Officer extends Person {

    private static final int CONFLICT = 409;

    private final Api api;
    private final Score score;
    /** Case → its version when we last reviewed it. */
    private final Map<String, Long> reviewed = new HashMap<>();

    public Officer(String name, Api api, Score score) {
        super(name, Duration.ofMillis(1_000));
        this.api = api;
        this.score = score;
    }

    @Override
    void act() {
        String after = "";
        while (!leaving()) {
            JsonNode page = api.get("/api/v1/cases?state=UNDER_REVIEW" + after);
            page.get("items").forEach(this::look);
            JsonNode next = page.path("next");
            if (next.isNull() || next.isMissingNode()) {
                return;
            }
            after = "&after=" + next.asString();
        }
    }

    private void look(JsonNode item) {
        String caseId = item.get("caseId").asString();
        score.caseSeen(caseId);
        if (!reviewed.containsKey(caseId) || item.path("reviews").isEmpty()) {
            review(caseId, item.get("version").asLong());
        }
    }

    private void review(String caseId, long version) {
        try {
            api.post(
                    "/api/v1/cases/" + caseId + "/reviews",
                    Map.of("decision", "CONFIRM", "reason", "照片清晰，测量有效", "version", version));
            reviewed.put(caseId, version);
            score.reviewed();
        } catch (ApiFailure e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
            if (e.body().contains("SAME_REVIEWER")) {
                reviewed.put(caseId, version);
            }
            // Stale, or a photo is still on its way: the next look decides.
        }
    }
}
