package io.plumewatch.sim.people;

import io.plumewatch.sim.api.Api;
import io.plumewatch.sim.api.ApiFailure;
import java.time.Duration;
import java.util.Map;

/**
 * The crew of one check-point: sees alerts the moment they are raised and takes every other one. The rest stay open for
 * whoever looks at the board.
 */
public final class Crew extends Person {

    private static final int TAKES_EVERY = 2;

    private final Api api;
    private final AlertStream stream;
    private final Score score;
    private int seen;

    public Crew(String checkpointId, Api api, Score score) {
        super("crew-" + checkpointId, Duration.ofMillis(500));
        this.api = api;
        this.stream = new AlertStream(api, checkpointId);
        this.score = score;
    }

    @Override
    void act() {
        stream.listen(this::on);
    }

    private void on(AlertStream.Event event) {
        if (!event.name().equals("alert")) {
            return;
        }
        score.alerted();
        if (++seen % TAKES_EVERY == 0
                && event.alert().path("state").asString("OPEN").equals("OPEN")) {
            acknowledge(event.alert().get("id").asString());
        }
    }

    private void acknowledge(String alertId) {
        try {
            api.post("/api/v1/alerts/" + alertId + "/acknowledge", Map.of());
            score.acknowledged();
        } catch (ApiFailure e) {
            if (e.status() != 409) {
                throw e;
            }
            // A colleague at the board was faster.
        }
    }
}
