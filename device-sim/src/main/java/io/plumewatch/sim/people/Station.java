package io.plumewatch.sim.people;

import io.plumewatch.sim.api.Api;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;

/** An inspection station: some owners whose truck was referred have it repaired and come for a retest, and pass. */
public final class Station extends Person {

    private static final int COMES_EVERY = 4;

    private final Api api;
    private final InstantSource clock;
    private final Score score;
    private final BlockingQueue<JsonNode> repaired = new LinkedBlockingQueue<>();
    private int referred;

    public Station(Api api, InstantSource clock, Score score) {
        super("station", Duration.ofMillis(500));
        this.api = api;
        this.clock = clock;
        this.score = score;
    }

    /** Tells the owner of a referral; every fourth one acts. */
    public synchronized void referred(JsonNode referral) {
        if (++referred % COMES_EVERY == 0) {
            repaired.add(referral);
        }
    }

    @Override
    void act() {
        JsonNode referral = repaired.peek();
        if (referral == null) {
            return;
        }
        JsonNode plate = referral.get("plate");
        api.post(
                "/api/v1/stations/inspections",
                Map.of(
                        "inspectionId",
                        "I-" + referral.get("referralNo").asString(),
                        "plate",
                        Map.of(
                                "number", plate.get("number").asString(),
                                "type", plate.get("type").asString()),
                        "performedAt",
                        clock.instant().toString(),
                        "kind",
                        "RETEST",
                        "result",
                        "PASS"));
        repaired.poll();
        score.retested();
    }
}
